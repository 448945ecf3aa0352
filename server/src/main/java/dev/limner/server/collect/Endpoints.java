package dev.limner.server.collect;

import dev.limner.collect.Intake;
import io.javalin.http.HandlerType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// All addresses of collecting, those for preflights among them.
public final class Endpoints {
    /// What request lines and headers may take together, in bytes: the web library of Sensors Data puts events there.
    public static final int LONGEST_HEAD = 64 * 1024;

    private Endpoints() {}

    /// The endpoints that hand over to an intake.
    ///
    /// @param clock says when deliveries arrive
    public static List<Endpoint> all(Intake intake, InstantSource clock) {
        return all(intake, clock, Patience.USUAL);
    }

    static List<Endpoint> all(Intake intake, InstantSource clock, Patience patience) {
        Gate gate = new Gate(intake, clock, patience);
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.addAll(new SegmentEndpoints(gate).all());
        endpoints.addAll(new SensorsEndpoints(gate).all());
        endpoints.addAll(new PostHogEndpoints(gate).all());
        endpoints.addAll(new PlainEndpoints(gate).all());
        Set<String> paths = new LinkedHashSet<>();
        endpoints.forEach(endpoint -> paths.add(endpoint.path()));
        List<Endpoint> open = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            open.add(new Endpoint(endpoint.method(), endpoint.path(), endpoint.summary(), request -> {
                Cors.allow(request);
                endpoint.act().on(request);
            }));
        }
        for (String path : paths) {
            open.add(new Endpoint(
                    HandlerType.OPTIONS, path, "Lets pages of any site send here.", Cors::answerPreflight));
        }
        return open;
    }
}
