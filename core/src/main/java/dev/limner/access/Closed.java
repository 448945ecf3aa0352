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
    private final Tally tally;
    private final Attempts ofUsers;
    private final Attempts ofAddresses;
    private final CallRate ofPeople;
    private final CallRate ofPrograms;
    private final @Nullable SignOn signOn;

    /// Lets in those whom a folder names.
    ///
    /// @param folder where users, keys, sessions and the record are kept
    public Closed(Path folder, Clock clock, SecureRandom random) {
        this(folder, clock, random, null);
    }

    /// Lets in those whom a folder names, by what another program says of them too.
    ///
    /// @param signOn null where there is no such program
    public Closed(Path folder, Clock clock, SecureRandom random, @Nullable SignOn signOn) {
        this.signOn = signOn;
        this.clock = clock;
        this.accounts = new Accounts(folder, clock, random);
        this.sessions = new Sessions(folder, accounts, clock, random);
        this.uses = new KeyUses(folder, clock);
        this.audit = new AuditLog(folder);
        this.tally = new Tally(clock);
        this.ofUsers = new Attempts(clock, 5);
        this.ofAddresses = new Attempts(clock, 50); // an office shares one
        this.ofPeople = new CallRate(clock, 50, 500);
        this.ofPrograms = new CallRate(clock, 3000, 6000);
    }

    public Accounts accounts() {
        return accounts;
    }

    public Sessions sessions() {
        return sessions;
    }

    /// The other program that says who people are; null where there is none.
    public @Nullable SignOn signOn() {
        return signOn;
    }

    public KeyUses uses() {
        return uses;
    }

    /// What was done, up to now.
    public AuditLog audit() {
        settle();
        return audit;
    }

    /// Writes down what was only counted so far.
    public void settle() {
        tally.end().forEach(audit::add);
    }

    /// The user with that name and password.
    ///
    /// @param address where the attempt comes from
    /// @throws UserProblem where there is none, or there were too many attempts
    public User logIn(String name, String password, String address) {
        String who = name.strip().toLowerCase(Locale.ROOT);
        refuse(ofAddresses.begin(address));
        refuse(ofUsers.begin(who));
        User user = accounts.withPassword(name, password);
        if (user == null) {
            throw UserProblem.of(Code.WRONG_PASSWORD);
        }
        ofAddresses.succeeded(address);
        ofUsers.succeeded(who);
        return user;
    }

    /// The user that somebody is of whom another program said who he is.
    ///
    /// @throws UserProblem where he may not log in
    public User signedOn(SignOn.Person person) {
        return accounts.signedOn(person);
    }

    /// The first administrator, made by the link that was printed at the start.
    ///
    /// @throws UserProblem where the link is not good, or there were too many attempts
    public User first(String secret, String name, String display, String password, String address) {
        refuse(ofAddresses.begin(address));
        User user = accounts.addFirst(secret, name, display, password);
        ofAddresses.succeeded(address);
        return user;
    }

    /// Gives a user another password, if he knows the one he has.
    ///
    /// @throws UserProblem where he does not, or there were too many attempts
    public User changePassword(String name, String old, String password) {
        refuse(ofUsers.begin(name));
        User user = accounts.changePassword(name, old, password);
        ofUsers.succeeded(name);
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

    /// Records a deed; what a program only reads is counted.
    public void record(
            Principal who,
            Right right,
            String deed,
            @Nullable String workspace,
            @Nullable String object,
            AuditEntry.Outcome outcome) {
        if (who.kind() == Principal.Kind.KEY && right == Right.READ && outcome == AuditEntry.Outcome.DONE) {
            tally.add(who.name(), right, deed, workspace).forEach(audit::add);
            return;
        }
        audit.add(new AuditEntry(clock.instant(), who.name(), right, deed, workspace, object, outcome, 1));
    }
}
