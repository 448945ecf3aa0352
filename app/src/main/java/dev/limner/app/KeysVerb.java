package dev.limner.app;

import dev.limner.access.Accounts;
import dev.limner.access.Key;
import dev.limner.access.Right;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `limner keys`: what other programs show instead of logging in.
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Lists the keys of other programs, makes one, revokes one.")
final class KeysVerb {
    @Mixin
    private AccountsOption accounts = new AccountsOption();

    /// @param workspaces all where empty
    /// @param secret is printed once, when the key is made
    record Shown(
            String id,
            String title,
            List<Right> rights,
            List<String> workspaces,
            String createdAt,
            @Nullable Instant lastUsed,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String secret) {}

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the keys.")
    int list() {
        accounts.print(
                accounts.open().keys().stream().map(key -> shown(key, null)).toList(), KeysVerb::line);
        return 0;
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a key and prints its secret, this once.")
    int create(
            @Parameters(paramLabel = "TITLE", description = "What it is for.") String title,
            @Option(
                            names = "--right",
                            required = true,
                            split = ",",
                            description = "read, personal, define, operate, privacy, administer; several by commas.")
                    Set<Right> rights,
            @Option(names = "--only", paramLabel = "WORKSPACE", split = ",", description = "The workspaces it opens.")
                    @Nullable
                    List<String> workspaces,
            @Option(names = "--days", description = "For how many days it is good; for ever where left out.") @Nullable
                    Integer days) {
        Accounts.NewKey made = accounts.open()
                .addKey(
                        title,
                        rights,
                        workspaces == null ? List.of() : workspaces,
                        "terminal",
                        days == null ? null : Clock.systemUTC().instant().plus(Duration.ofDays(days)));
        accounts.record("keys create", "key " + made.key().id());
        accounts.print(List.of(shown(made.key(), made.secret())), KeysVerb::line);
        return 0;
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Lets a key open nothing any more.")
    int revoke(@Parameters(paramLabel = "ID") String id) {
        Key key = accounts.open().revokeKey(id);
        accounts.record("keys revoke", "key " + id);
        accounts.print(List.of(shown(key, null)), KeysVerb::line);
        return 0;
    }

    private Shown shown(Key key, @Nullable String secret) {
        return new Shown(
                key.id(),
                key.title(),
                List.copyOf(new TreeSet<>(key.rights())),
                key.workspaces(),
                key.createdAt().toString(),
                accounts.uses().last(key.id()),
                key.expiresAt(),
                key.revokedAt(),
                secret);
    }

    private static String line(Shown key) {
        String line = String.format(
                Locale.ROOT,
                "%-13s %-30s %s%s",
                key.id(),
                key.rights().stream()
                        .map(right -> right.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(",")),
                key.title(),
                key.revokedAt() == null ? "" : "  (revoked)");
        return key.secret() == null ? line : line + System.lineSeparator() + key.secret();
    }
}
