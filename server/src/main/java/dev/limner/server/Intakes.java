package dev.limner.server;

import dev.limner.collect.Collector;
import dev.limner.collect.Delivery;
import dev.limner.collect.Intake;
import dev.limner.workspace.Desk;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The intake of a server: a write key leads to the workspace that knows it. Outside, a source is called
/// `workspace/source`.
public final class Intakes implements Intake {
    private final List<Desk> desks;

    public Intakes(List<Desk> desks) {
        this.desks = List.copyOf(desks);
    }

    @Override
    public @Nullable String source(String key) {
        for (Desk desk : desks) {
            Collector collector = desk.collector();
            String source = collector == null ? null : collector.source(key);
            if (source != null) {
                return desk.workspace().settings().id() + "/" + source;
            }
        }
        return null;
    }

    @Override
    public void take(Delivery delivery) throws Overloaded {
        int slash = delivery.source().indexOf('/');
        String workspace = delivery.source().substring(0, Math.max(slash, 0));
        for (Desk desk : desks) {
            Collector collector = desk.collector();
            if (collector != null && desk.workspace().settings().id().equals(workspace)) {
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
