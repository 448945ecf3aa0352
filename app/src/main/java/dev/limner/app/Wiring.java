package dev.limner.app;

import dev.limner.access.SignOn;
import dev.limner.collect.Collector;
import dev.limner.connect.kafka.KafkaInlet;
import dev.limner.connect.kafka.KafkaOutlet;
import dev.limner.connect.oidc.OpenIdConnect;
import dev.limner.connect.oidc.RoleRule;
import dev.limner.problem.UserProblem;
import dev.limner.server.collect.Decoders;
import org.jspecify.annotations.Nullable;

/// What a workspace that collects, and a server that people log in to, are put together with.
final class Wiring {
    private Wiring() {}

    static Collector.Wiring of(Configuration configuration) {
        return of(new Collector.Limits(
                configuration.whole(Setting.INTAKE_BACKLOG) * 1_000_000L,
                Collector.Limits.DEFAULTS.fresh(),
                configuration.whole(Setting.COMPACT_ROWS)));
    }

    /// The program that says who people are; null where none is set.
    static @Nullable SignOn signOn(Configuration configuration) {
        String issuer = configuration.text(Setting.OIDC_ISSUER);
        if (issuer.isEmpty()) {
            return null;
        }
        String variable = configuration.text(Setting.OIDC_SECRET);
        String secret = variable.isEmpty() ? null : new Secrets(System.getenv()).apply(variable);
        if (secret == null && !variable.isEmpty()) {
            throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, Setting.OIDC_SECRET.key(), variable);
        }
        return new OpenIdConnect(new OpenIdConnect.Settings(
                configuration.text(Setting.OIDC_TITLE),
                issuer,
                configuration.text(Setting.OIDC_CLIENT),
                secret,
                configuration.text(Setting.OIDC_NAME_CLAIM),
                RoleRule.read(configuration.text(Setting.OIDC_ROLE_CLAIM), configuration.text(Setting.OIDC_ROLES))));
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
