package dev.limner.app;

import dev.limner.collect.Collector;
import dev.limner.connect.kafka.KafkaInlet;
import dev.limner.connect.kafka.KafkaOutlet;
import dev.limner.server.collect.Decoders;

/// What a workspace that collects is put together with.
final class Wiring {
    private Wiring() {}

    static Collector.Wiring of(Configuration configuration) {
        return of(new Collector.Limits(
                configuration.whole(Setting.INTAKE_BACKLOG) * 1_000_000L,
                Collector.Limits.DEFAULTS.fresh(),
                configuration.whole(Setting.COMPACT_ROWS)));
    }

    /// As it usually is.
    static Collector.Wiring usual() {
        return of(Collector.Limits.DEFAULTS);
    }

    private static Collector.Wiring of(Collector.Limits limits) {
        Secrets secrets = new Secrets(System.getenv());
        return new Collector.Wiring(
                new Decoders(), secrets, limits, KafkaInlet.opening(secrets), new KafkaOutlet(secrets));
    }
}
