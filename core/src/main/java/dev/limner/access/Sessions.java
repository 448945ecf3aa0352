package dev.limner.access;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is logged in. Kept across restarts; a session ends two hours after it was last seen, twelve hours
/// after it began, when its user logs out, gets another password or is shut out.
public final class Sessions {
    public static final Duration IDLE = Duration.ofHours(2);
    public static final Duration LONGEST = Duration.ofHours(12);
    /// How much later than kept a session may have been seen.
    private static final Duration SLACK = Duration.ofMinutes(1);
    /// Of one user; more end the oldest.
    private static final int MOST = 20;

    private final Accounts accounts;
    private final Clock clock;
    private final SecureRandom random;
    private final KeptFile<Kept> file;
    private final Map<String, Session> byHash = new LinkedHashMap<>();

    record Kept(List<Session> sessions) {}

    Sessions(Path folder, Accounts accounts, Clock clock, SecureRandom random) {
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
        this.file = new KeptFile<>(folder, "sessions.json", Kept.class, new Kept(List.of()));
        file.content().sessions().forEach(session -> byHash.put(session.hash(), session));
    }

    /// Begins a session and returns its token.
    public synchronized String begin(User user) {
        String token = Secret.random(random);
        Instant now = clock.instant();
        List<Session> own = new ArrayList<>(byHash.values().stream()
                .filter(session -> session.user().equals(user.name()))
                .sorted(Comparator.comparing(Session::seenAt))
                .toList());
        while (own.size() >= MOST) {
            byHash.remove(own.removeFirst().hash());
        }
        String hash = Secret.hash(token);
        byHash.put(hash, new Session(hash, user.name(), user.generation(), now, now));
        keep();
        return token;
    }

    /// The user whose session that is; null where it is none, or over.
    public synchronized @Nullable User user(String token) {
        String hash = Secret.hash(token);
        Session session = byHash.get(hash);
        if (session == null) {
            return null;
        }
        Instant now = clock.instant();
        User user = accounts.find(session.user());
        if (user == null || !isGood(session, user, now)) {
            byHash.remove(hash);
            keep();
            return null;
        }
        if (Duration.between(session.seenAt(), now).compareTo(SLACK) > 0) {
            byHash.put(hash, session.seen(now));
            keep();
        }
        return user;
    }

    private static boolean isGood(Session session, User user, Instant now) {
        return !user.disabled()
                && user.generation() == session.generation()
                && now.isBefore(session.seenAt().plus(IDLE))
                && now.isBefore(session.startedAt().plus(LONGEST));
    }

    /// Ends a session.
    public synchronized void end(String token) {
        if (byHash.remove(Secret.hash(token)) != null) {
            keep();
        }
    }

    private void keep() {
        Instant now = clock.instant();
        byHash.values().removeIf(session -> {
            User user = accounts.find(session.user());
            return user == null || !isGood(session, user, now);
        });
        file.change(_ -> new Kept(List.copyOf(byHash.values())));
    }

    /// What a page must show beside the session's cookie when it changes something, so that no other site
    /// can.
    public static String proof(String token) {
        return Secret.hash("page " + token);
    }
}
