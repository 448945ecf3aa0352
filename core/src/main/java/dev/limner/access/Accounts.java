package dev.limner.access;

import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Users and keys, kept in one file that the server and the command line both read and write.
public final class Accounts {
    private static final Duration LINK_LASTS = Duration.ofHours(24);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
    private static final String KEY_BEGINS = "lim_";
    private static final int KEY_ID = 8;
    private static final int LONGEST_TITLE = 200;

    private final Clock clock;
    private final SecureRandom random;
    private final Passwords passwords;
    private final KeptFile<Kept> file;

    /// @param link what makes the first administrator; null where there is none
    record Kept(List<User> users, List<Key> keys, @Nullable Link link) {
        Kept {
            users = List.copyOf(users);
            keys = List.copyOf(keys);
        }

        Kept withUsers(List<User> others) {
            return new Kept(others, keys, link);
        }

        Kept withKeys(List<Key> others) {
            return new Kept(users, others, link);
        }
    }

    /// @param hash of its secret
    record Link(String hash, Instant expiresAt) {}

    /// A new key with its secret, which is shown this once.
    public record NewKey(Key key, String secret) {}

    /// The accounts in a folder.
    ///
    /// @param folder is made when something is first kept
    public Accounts(Path folder, Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
        this.passwords = new Passwords(random);
        this.file = new KeptFile<>(folder, "accounts.json", Kept.class, new Kept(List.of(), List.of(), null));
    }

    public List<User> users() {
        return file.content().users();
    }

    public boolean hasAdministrator() {
        return users().stream().anyMatch(User::isAdministrator);
    }

    /// The user of that name.
    ///
    /// @throws UserProblem where there is none
    public User user(String name) {
        User user = find(file.content(), name);
        if (user == null) {
            throw UserProblem.of(Code.UNKNOWN_USER, name);
        }
        return user;
    }

    @Nullable
    User find(String name) {
        return find(file.content(), name);
    }

    private static @Nullable User find(Kept kept, String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return kept.users().stream()
                .filter(user -> user.name().equals(wanted))
                .findFirst()
                .orElse(null);
    }

    /// The user with that name and password; null where there is none, or he may not log in. Takes as long
    /// either way.
    @Nullable
    User withPassword(String name, String password) {
        User user = find(name);
        boolean fits = passwords.fits(password, user == null ? "" : user.password());
        return fits && user != null && !user.disabled() ? user : null;
    }

    /// Adds a user.
    ///
    /// @throws UserProblem where the name is taken or none, or the password is weak
    public User add(String name, String display, Role role, String password) {
        String hash = passwords.checkedHash(password);
        User user = newUser(name, display, role, hash);
        file.change(kept -> kept.withUsers(with(kept.users(), user)));
        return user;
    }

    /// Adds a user of whom another program says who he is, and who needs no password.
    ///
    /// @throws UserProblem where the name is taken or none
    public User await(String name, String display, Role role) {
        User user = newUser(name, display, role, "");
        file.change(kept -> kept.withUsers(with(kept.users(), user)));
        return user;
    }

    /// The user that somebody is of whom another program says who he is: known by its name for him, awaited under
    /// his own name, or new where the program says what he may do. A role that the program names is his from now
    /// on, unless no administrator were left.
    ///
    /// @throws UserProblem where he may not log in
    User signedOn(SignOn.Person person) {
        User known = file.content().users().stream()
                .filter(user -> person.subject().equals(user.subject()))
                .findFirst()
                .orElseGet(() -> awaited(person));
        if (known.disabled()) {
            throw UserProblem.of(Code.SIGN_ON_REFUSED, known.name());
        }
        Role role = person.role();
        if (role == null || role == known.role() || isLastAdministrator(known)) {
            return known;
        }
        return replace(known.name(), user -> user.changed(user.display(), role, user.disabled()));
    }

    private User awaited(SignOn.Person person) {
        User namesake = find(person.name());
        if (namesake == null && person.role() != null) {
            User user =
                    newUser(person.name(), person.display(), person.role(), "").known(person.subject());
            file.change(kept -> kept.withUsers(with(kept.users(), user)));
            return user;
        }
        if (namesake == null) {
            throw UserProblem.of(Code.SIGN_ON_REFUSED, person.name());
        }
        return replace(namesake.name(), user -> {
            if (!user.isAwaited()) {
                // a name that somebody else has must not open his account
                throw UserProblem.of(Code.SIGN_ON_REFUSED, person.name());
            }
            return user.known(person.subject());
        });
    }

    private boolean isLastAdministrator(User one) {
        return one.isAdministrator()
                && users().stream()
                        .noneMatch(
                                user -> user.isAdministrator() && !user.name().equals(one.name()));
    }

    private User newUser(String name, String display, Role role, String hash) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches()) {
            throw UserProblem.of(Code.BAD_USER_NAME, name);
        }
        String shown = display.strip();
        return new User(lower, shown.isEmpty() ? lower : title(shown), role, hash, null, false, 0, clock.instant());
    }

    private static String title(String text) {
        if (text.length() > LONGEST_TITLE) {
            throw UserProblem.of(Code.TOO_LONG, "title", Integer.toString(LONGEST_TITLE));
        }
        return text;
    }

    private static List<User> with(List<User> users, User one) {
        if (users.stream().anyMatch(user -> user.name().equals(one.name()))) {
            throw UserProblem.of(Code.NAME_TAKEN, one.name());
        }
        List<User> all = new ArrayList<>(users);
        all.add(one);
        all.sort(Comparator.comparing(User::name));
        return all;
    }

    /// Gives a user another display name or role, lets him in or shuts him out.
    ///
    /// @throws UserProblem where there is none, or no administrator would be left
    public User change(String name, String display, Role role, boolean disabled) {
        return replace(name, user -> user.changed(title(display.strip()), role, disabled));
    }

    /// Gives a user another password, which ends his sessions.
    ///
    /// @throws UserProblem where there is none, or the password is weak
    public User changePassword(String name, String password) {
        String hash = passwords.checkedHash(password);
        return replace(name, user -> user.withPassword(hash));
    }

    /// The same by himself.
    ///
    /// @throws UserProblem where the old one is not his
    public User changePassword(String name, String old, String password) {
        if (withPassword(name, old) == null) {
            throw UserProblem.of(Code.WRONG_PASSWORD);
        }
        return changePassword(name, password);
    }

    private User replace(String name, UnaryOperator<User> change) {
        User before = user(name);
        Kept kept = file.change(now -> now.withUsers(withAdministrator(
                now,
                now.users().stream()
                        .map(user -> user.name().equals(before.name()) ? change.apply(user) : user)
                        .toList())));
        User after = find(kept, before.name());
        return after == null ? user(name) : after;
    }

    /// Takes a user away.
    ///
    /// @throws UserProblem where there is none, or no administrator would be left
    public void remove(String name) {
        User gone = user(name);
        file.change(kept -> kept.withUsers(withAdministrator(
                kept,
                kept.users().stream()
                        .filter(user -> !user.name().equals(gone.name()))
                        .toList())));
    }

    private static List<User> withAdministrator(Kept before, List<User> after) {
        if (before.users().stream().anyMatch(User::isAdministrator)
                && after.stream().noneMatch(User::isAdministrator)) {
            throw UserProblem.of(Code.LAST_ADMINISTRATOR);
        }
        return after;
    }

    /// A new secret that makes the first administrator, once; one made before is good no more.
    public String newLink() {
        String secret = Secret.random(random);
        Link link = new Link(Secret.hash(secret), clock.instant().plus(LINK_LASTS));
        file.change(kept -> new Kept(kept.users(), kept.keys(), link));
        return secret;
    }

    /// Makes the first administrator.
    ///
    /// @throws UserProblem where the secret is not the one, is too old or was used, or there is one already
    public User addFirst(String secret, String name, String display, String password) {
        checkLink(file.content(), secret); // so that nobody makes us reckon for nothing
        String hash = passwords.checkedHash(password);
        User user = newUser(name, display, Role.ADMINISTRATOR, hash);
        file.change(kept -> {
            checkLink(kept, secret);
            return new Kept(with(kept.users(), user), kept.keys(), null);
        });
        return user;
    }

    private void checkLink(Kept kept, String secret) {
        Link link = kept.link();
        if (link == null
                || !Secret.same(link.hash(), Secret.hash(secret))
                || !clock.instant().isBefore(link.expiresAt())
                || kept.users().stream().anyMatch(User::isAdministrator)) {
            throw UserProblem.of(Code.LINK_USED);
        }
    }

    public List<Key> keys() {
        return file.content().keys();
    }

    /// Makes a key.
    ///
    /// @param workspaces the only ones that it opens; all where empty
    /// @param expiresAt null for never
    /// @throws UserProblem where it would open nothing
    public NewKey addKey(
            String title, Set<Right> rights, List<String> workspaces, String by, @Nullable Instant expiresAt) {
        if (rights.isEmpty() || !Right.given().containsAll(rights)) {
            throw UserProblem.of(Code.KEY_WITHOUT_RIGHTS);
        }
        String secret = KEY_BEGINS + Secret.random(random);
        Key key = new Key(
                secret.substring(0, KEY_BEGINS.length() + KEY_ID),
                title(title.strip()),
                Secret.hash(secret),
                rights,
                workspaces,
                by,
                clock.instant(),
                expiresAt,
                null);
        file.change(kept -> {
            List<Key> keys = new ArrayList<>(kept.keys());
            keys.add(key);
            return kept.withKeys(keys);
        });
        return new NewKey(key, secret);
    }

    /// Lets a key open nothing from now on.
    ///
    /// @throws UserProblem where there is none
    public Key revokeKey(String id) {
        Instant now = clock.instant();
        Kept kept = file.change(before -> before.withKeys(before.keys().stream()
                .map(key -> key.id().equals(id) && key.revokedAt() == null ? key.revoked(now) : key)
                .toList()));
        return kept.keys().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> UserProblem.of(Code.UNKNOWN_API_KEY, id));
    }

    /// The good key with that secret; null where there is none.
    @Nullable
    Key keyWith(String secret) {
        if (!secret.startsWith(KEY_BEGINS) || secret.length() > 2 * LONGEST_TITLE) {
            return null;
        }
        String hash = Secret.hash(secret);
        Instant now = clock.instant();
        return keys().stream()
                .filter(key -> Secret.same(key.hash(), hash) && key.isGood(now))
                .findFirst()
                .orElse(null);
    }
}
