package dev.limner.server;

import dev.limner.collect.Collector;
import dev.limner.collect.Delivery;
import dev.limner.collect.Intake;
import dev.limner.source.Mapping;
import dev.limner.workspace.Desk;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The intake of a server: a write key leads to the workspace that knows it. Outside, a source is called
/// `workspace/source`.
public final class Intakes implements Intake {
    /// After how many seconds a workspace may have begun.
    private static final int SOON = 5;

    private final List<Desk> desks;

    public Intakes(List<Desk> desks) {
        this.desks = List.copyOf(desks);
    }

    @Override
    public @Nullable String source(String key) {
        for (Desk desk : desks) {
            for (Mapping mapping : desk.workspace().definitions().collected().values()) {
                Mapping.Collect collect = mapping.collect();
                if (collect != null && collect.keys().contains(key)) {
                    return desk.workspace().settings().id() + "/" + mapping.source();
                }
            }
        }
        return null;
    }

    @Override
    public void take(Delivery delivery) throws Overloaded {
        int slash = delivery.source().indexOf('/');
        String workspace = delivery.source().substring(0, Math.max(slash, 0));
        for (Desk desk : desks) {
            if (desk.workspace().settings().id().equals(workspace)) {
                Collector collector = desk.collector();
                if (collector == null) {
                    throw new Overloaded(SOON); // it has not begun yet
                }
                collector.take(delivery.of(delivery.source().substring(slash + 1)));
                return;
            }
        }
        refuse(delivery, "unknown_key");
    }

    @Override
    public void refuse(Delivery delivery, String reason) {
        Stream<Collector> collectors = desks.stream().map(Desk::collector).filter(Objects::nonNull);
        collectors.findFirst().ifPresent(collector -> collector.refuse(delivery, reason));
    }
}
