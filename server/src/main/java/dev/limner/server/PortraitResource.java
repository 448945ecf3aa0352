package dev.limner.server;

import java.util.List;

final class PortraitResource {
    private PortraitResource() {}

    static List<Route> routes(Desks desks) {
        return List.of();
    }
}
