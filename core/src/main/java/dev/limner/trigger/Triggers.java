package dev.limner.trigger;

import dev.limner.history.LocalClock;
import dev.limner.identity.Customers.Identifier;
import dev.limner.membership.Crossing;
import dev.limner.membership.Crossing.Cause;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The triggers in force and when each last acted for whom. One thread at a time.
///
/// They act on what happens and on time that passes, not on definitions that are edited nor on people who
/// are erased.
public final class Triggers {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, List<Trigger>> bySegment = new HashMap<>();
    private final IntFunction<List<Identifier>> names;
    private final Consent consent;
    private final Map<Key, Instant> last = new HashMap<>();

    private record Key(
            String trigger, int customer, @Nullable String value) {}

    /// Tells whether a customer consents to what a trigger is for.
    @FunctionalInterface
    public interface Consent {
        boolean isGiven(Trigger trigger, int customer);
    }

    /// @param names the identifiers of a customer, the strongest first
    public Triggers(Collection<Trigger> triggers, IntFunction<List<Identifier>> names, Consent consent) {
        this.consent = consent;
        triggers.forEach(trigger -> bySegment
                .computeIfAbsent(trigger.segment(), _ -> new ArrayList<>())
                .add(trigger));
        this.names = names;
    }

    /// How far back it matters what triggers did.
    public Duration reach() {
        return Duration.ofDays(bySegment.values().stream()
                .flatMap(List::stream)
                .mapToInt(trigger -> trigger.oncePerDays() == null ? 0 : trigger.oncePerDays())
                .max()
                .orElse(0));
    }

    /// Recalls that a trigger acted.
    public void acted(String trigger, int customer, @Nullable String value, Instant at) {
        last.merge(new Key(trigger, customer, value), at, (one, other) -> one.isAfter(other) ? one : other);
    }

    /// What is to be done because of a crossing.
    public List<Intent> on(Crossing crossing) {
        if (crossing.cause() == Cause.EDIT || crossing.cause() == Cause.ERASURE) {
            return List.of();
        }
        List<Intent> intents = new ArrayList<>();
        for (Trigger trigger : bySegment.getOrDefault(crossing.segment(), List.of())) {
            Instant before = last.get(new Key(trigger.trigger(), crossing.customer(), crossing.value()));
            Integer days = trigger.oncePerDays();
            boolean rests =
                    days != null && before != null && crossing.at().isBefore(before.plus(Duration.ofDays(days)));
            if (trigger.actsOn(crossing.entered()) && !rests) {
                boolean given = trigger.purpose() == null || consent.isGiven(trigger, crossing.customer());
                if (given) {
                    acted(trigger.trigger(), crossing.customer(), crossing.value(), crossing.at());
                }
                intents.add(intent(trigger, crossing, given ? null : Intent.NO_CONSENT));
            }
        }
        return intents;
    }

    private Intent intent(Trigger trigger, Crossing crossing, @Nullable String heldBack) {
        UUID id = id(trigger, crossing);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("trigger", trigger.trigger());
        data.put("segment", crossing.segment());
        data.put("version", crossing.version());
        data.put(
                "customer",
                names.apply(crossing.customer()).stream()
                        .map(name -> Map.of("kind", name.kind(), "value", name.value()))
                        .toList());
        if (crossing.value() != null) {
            data.put("value", crossing.value());
        }
        data.put("cause", crossing.cause().name().toLowerCase(java.util.Locale.ROOT));
        data.put("at", crossing.at().toString());
        data.put("effective_at", crossing.effectiveAt().toString());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", crossing.entered() ? "segment.entered" : "segment.left");
        body.put("id", id.toString());
        body.put("timestamp", crossing.at().toString());
        body.put("data", data);
        return new Intent(
                id,
                trigger.trigger(),
                crossing.customer(),
                crossing.value(),
                crossing.at(),
                JSON.writeValueAsString(body),
                heldBack);
    }

    private static UUID id(Trigger trigger, Crossing crossing) {
        String content = String.join(
                "\u001f",
                trigger.trigger(),
                crossing.segment(),
                Integer.toString(crossing.customer()),
                String.valueOf(crossing.value()),
                Boolean.toString(crossing.entered()),
                Long.toString(LocalClock.micros(crossing.effectiveAt())));
        try {
            ByteBuffer digest = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// Two customers are one: what was done for `from` was done for `into`.
    public void merge(int from, int into) {
        Map<Key, Instant> moved = new HashMap<>();
        last.entrySet().removeIf(entry -> {
            boolean isOf = entry.getKey().customer() == from;
            if (isOf) {
                moved.put(entry.getKey(), entry.getValue());
            }
            return isOf;
        });
        moved.forEach((key, at) -> acted(key.trigger(), into, key.value(), at));
    }
}
