package dev.limner.trigger;

import dev.limner.problem.InternalProblem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Delivers intents to their webhooks and topics: at least once, each under an identifier that does not
/// change, again after growing pauses where the other side fails. A slow receiver holds up its own
/// deliveries alone.
public final class WebhookSender implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WebhookSender.class.getName());
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int GONE = 410;

    /// The pauses between tries, as Standard Webhooks suggests; after the last one it is given up.
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private final Function<String, @Nullable Trigger> triggers;
    private final Function<String, @Nullable String> secrets;
    private final Outcomes outcomes;
    private final Clock clock;
    private final Outlet outlet;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Semaphore> rooms = new HashMap<>();
    /// Those that wait or are under way here.
    private final Set<UUID> pending = ConcurrentHashMap.newKeySet();

    /// The numbers of people who were erased.
    private final Set<Integer> erased = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /// Notes how a try went.
    @FunctionalInterface
    public interface Outcomes {
        /// Notes one try.
        ///
        /// @param nextAt when it is tried next; null where it is delivered or given up
        /// @param doneAt when it was delivered
        /// @param failure why it failed
        void note(UUID id, int attempts, @Nullable Instant nextAt, @Nullable Instant doneAt, @Nullable String failure);
    }

    /// A sender of nothing yet.
    ///
    /// @param triggers finds a trigger in force; null where it is no more
    /// @param secrets finds a secret by the name that a trigger gives it
    public WebhookSender(
            Function<String, @Nullable Trigger> triggers,
            Function<String, @Nullable String> secrets,
            Outcomes outcomes,
            Clock clock,
            Outlet outlet) {
        this.outlet = outlet;
        this.triggers = triggers;
        this.secrets = secrets;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /// Sends an intent that was tried so many times before, at an instant or at once; one that is under
    /// way already is left to it.
    public void send(Intent intent, int attempts, Instant at) {
        if (pending.add(intent.id())) {
            schedule(intent, attempts, at);
        }
    }

    /// Makes no call of a customer any more who was erased.
    public void forget(int customer) {
        erased.add(customer);
    }

    private void schedule(Intent intent, int attempts, Instant at) {
        long wait = Math.max(0, Duration.between(clock.instant(), at).toMillis());
        if (closed) {
            return; // the outbox has it still
        }
        if (wait == 0) {
            threads.execute(() -> attempt(intent, attempts + 1));
        } else {
            var _ = later.schedule(
                    () -> threads.execute(() -> attempt(intent, attempts + 1)), wait, TimeUnit.MILLISECONDS);
        }
    }

    private void attempt(Intent intent, int attempt) {
        if (erased.contains(intent.customer())) {
            pending.remove(intent.id()); // the outbox has it no more
            return;
        }
        Trigger trigger = triggers.apply(intent.trigger());
        if (trigger == null) {
            note(intent, attempt, null, null, "no such trigger any more");
            return;
        }
        try {
            Semaphore room = room(trigger.address());
            room.acquire();
            try {
                settle(intent, attempt, trigger, deliver(intent, trigger));
            } finally {
                room.release();
            }
        } catch (IOException | IllegalArgumentException e) {
            settle(intent, attempt, trigger, e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the outbox has it still
        }
    }

    private synchronized Semaphore room(String url) {
        return rooms.computeIfAbsent(url, _ -> new Semaphore(AT_ONCE, true));
    }

    /// Null where the other side has taken it.
    private @Nullable String deliver(Intent intent, Trigger trigger) throws IOException, InterruptedException {
        Trigger.Webhook webhook = trigger.webhook();
        Trigger.Topic topic = trigger.kafka();
        if (webhook != null) {
            return call(intent, webhook);
        }
        return topic == null ? "it goes nowhere" : outlet.send(topic, intent);
    }

    private @Nullable String call(Intent intent, Trigger.Webhook webhook) throws IOException, InterruptedException {
        long seconds = clock.instant().getEpochSecond();
        String id = intent.id().toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook.uri())
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .header("user-agent", "Limner")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds));
        String named = webhook.secret();
        if (named != null) {
            String secret = secrets.apply(named);
            if (secret == null) {
                return "the secret " + named + " is not set";
            }
            request.header("webhook-signature", new Signature(secret).of(id, seconds, intent.body()));
        }
        HttpResponse<Void> answer =
                client.send(request.POST(BodyPublishers.ofString(intent.body())).build(), BodyHandlers.discarding());
        int status = answer.statusCode();
        return status / 100 == 2 ? null : "status " + status;
    }

    private void settle(Intent intent, int attempt, Trigger trigger, @Nullable String failure) {
        Instant now = clock.instant();
        if (failure == null) {
            note(intent, attempt, null, now, null);
        } else if (attempt > PAUSES.size() || failure.equals("status " + GONE)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "trigger {0} is given up after {1} tries: {2}",
                    trigger.trigger(),
                    attempt,
                    failure);
            note(intent, attempt, null, null, failure);
        } else {
            Instant next = now.plus(PAUSES.get(attempt - 1));
            note(intent, attempt, next, null, failure);
            schedule(intent, attempt, next);
        }
    }

    /// Notes how a try went. Where the store refuses, the intent waits in it as before, to be sent again
    /// at a restart.
    private void note(
            Intent intent, int attempt, @Nullable Instant nextAt, @Nullable Instant doneAt, @Nullable String failure) {
        try {
            outcomes.note(intent.id(), attempt, nextAt, doneAt, failure);
            if (nextAt == null) {
                pending.remove(intent.id());
            }
        } catch (InternalProblem e) {
            LOG.log(System.Logger.Level.WARNING, "the outcome of a call cannot be noted", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        later.shutdownNow();
        threads.shutdownNow();
        client.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
