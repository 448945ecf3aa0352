package dev.limner.app;

import dev.limner.access.Accounts;
import dev.limner.access.Role;
import dev.limner.access.User;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `limner users`: who may log in.
@Command(
        name = "users",
        mixinStandardHelpOptions = true,
        description = "Lists users, adds one, gives one another password, shuts one out.")
final class UsersVerb {
    @Mixin
    private AccountsOption accounts = new AccountsOption();

    /// A user as it is printed.
    record Shown(String name, String display, Role role, boolean disabled, String createdAt) {
        static Shown of(User user) {
            return new Shown(
                    user.name(),
                    user.display(),
                    user.role(),
                    user.disabled(),
                    user.createdAt().toString());
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the users.")
    int list() {
        accounts.print(accounts.open().users().stream().map(Shown::of).toList(), UsersVerb::line);
        return 0;
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a user; asks for the password.")
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--display", paramLabel = "TEXT", description = "The name that is shown.") @Nullable
                    String display,
            @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}") Role role,
            @Option(
                            names = "--sign-on",
                            description = "Needs no password: another program says who this is (OpenID Connect).")
                    boolean signOn) {
        Accounts opened = accounts.open();
        String shown = display == null ? name : display;
        return changed(
                "users add",
                signOn ? opened.await(name, shown, role) : opened.add(name, shown, role, accounts.password()));
    }

    @Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description = "Gives a user another password, which ends all sessions; asks for it.")
    int password(@Parameters(paramLabel = "NAME") String name) {
        Accounts opened = accounts.open();
        opened.user(name);
        return changed("users password", opened.changePassword(name, accounts.password()));
    }

    @Command(name = "disable", mixinStandardHelpOptions = true, description = "Shuts a user out, at once.")
    int disable(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--undo", description = "Lets the user in again.") boolean undo) {
        Accounts opened = accounts.open();
        User user = opened.user(name);
        return changed(
                undo ? "users disable --undo" : "users disable",
                opened.change(name, user.display(), user.role(), !undo));
    }

    private int changed(String deed, User user) {
        accounts.record(deed, "user " + user.name());
        accounts.print(List.of(Shown.of(user)), UsersVerb::line);
        return 0;
    }

    private static String line(Shown user) {
        return String.format(
                Locale.ROOT,
                "%-20s %-16s %s%s",
                user.name(),
                user.role().name().toLowerCase(Locale.ROOT),
                user.display(),
                user.disabled() ? "  (disabled)" : "");
    }
}
