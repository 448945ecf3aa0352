package dev.limner.access;

import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Callers say who they are: by a session, or by a key.
public final class Closed implements Access {
    private final Clock clock;
    private final Accounts accounts;
    private final Sessions sessions;
    private final KeyUses uses;
    private final AuditLog audit;
    private final Attempts attempts;
    private final CallRate ofPeople;
    private final CallRate ofPrograms;

    /// Lets in those whom a folder names.
    ///
    /// @param folder where users, keys, sessions and the record are kept
    public Closed(Path folder, Clock clock, SecureRandom random) {
        this.clock = clock;
        this.accounts = new Accounts(folder, clock, random);
        this.sessions = new Sessions(folder, accounts, clock, random);
        this.uses = new KeyUses(folder, clock);
        this.audit = new AuditLog(folder);
        this.attempts = new Attempts(clock);
        this.ofPeople = new CallRate(clock, 50, 500);
        this.ofPrograms = new CallRate(clock, 3000, 6000);
    }

    public Accounts accounts() {
        return accounts;
    }

    public Sessions sessions() {
        return sessions;
    }

    public KeyUses uses() {
        return uses;
    }

    public AuditLog audit() {
        return audit;
    }

    /// The user with that name and password.
    ///
    /// @param address where the attempt comes from
    /// @throws UserProblem where there is none, or there were too many attempts
    public User logIn(String name, String password, String address) {
        String who = "user " + name.strip().toLowerCase(Locale.ROOT);
        String where = "address " + address;
        refuse(attempts.begin(who, where));
        User user = accounts.withPassword(name, password);
        if (user == null) {
            throw UserProblem.of(Code.WRONG_PASSWORD);
        }
        attempts.succeeded(who, where);
        return user;
    }

    /// The first administrator, made by the link that was printed at the start.
    ///
    /// @throws UserProblem where the link is not good, or there were too many attempts
    public User first(String secret, String name, String display, String password, String address) {
        String where = "address " + address;
        refuse(attempts.begin(where));
        User user = accounts.addFirst(secret, name, display, password);
        attempts.succeeded(where);
        return user;
    }

    /// Gives a user another password, if he knows the one he has.
    ///
    /// @throws UserProblem where he does not, or there were too many attempts
    public User changePassword(String name, String old, String password) {
        String who = "password " + name;
        refuse(attempts.begin(who));
        User user = accounts.changePassword(name, old, password);
        attempts.succeeded(who);
        return user;
    }

    /// Who bears that session; null where it is none, or over.
    public @Nullable Principal bySession(String token) {
        User user = sessions.user(token);
        return user == null ? null : Principal.of(user);
    }

    /// Who bears that key; null where it is none.
    public @Nullable Principal byKey(String secret) {
        Key key = accounts.keyWith(secret);
        if (key == null) {
            return null;
        }
        uses.used(key.id());
        return Principal.of(key);
    }

    /// Lets a call pass, or not if there were too many.
    ///
    /// @throws UserProblem where there were
    public void pace(Principal caller) {
        refuse(
                switch (caller.kind()) {
                    case NOBODY, ANYBODY -> Duration.ZERO;
                    case USER -> ofPeople.take(caller.name());
                    case KEY -> ofPrograms.take(caller.name());
                });
    }

    private static void refuse(Duration wait) {
        if (!wait.isZero()) {
            throw UserProblem.of(
                    Code.TOO_MANY_REQUESTS,
                    Long.toString(wait.plusNanos(999_999_999).toSeconds()));
        }
    }

    /// Records a deed.
    public void record(
            Principal who,
            Right right,
            String deed,
            @Nullable String workspace,
            @Nullable String object,
            AuditEntry.Outcome outcome) {
        audit.add(new AuditEntry(clock.instant(), who.name(), right, deed, workspace, object, outcome, 1));
    }
}
