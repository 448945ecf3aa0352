package dev.limner.server.collect;

import dev.limner.collect.Delivery;
import dev.limner.collect.Intake;
import dev.limner.collect.Message;
import dev.limner.source.Reasons;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// An intake that keeps deliveries in memory.
final class Remembered implements Intake {
    /// A delivery that was refused, and why.
    record Refusal(Delivery delivery, String reason) {}

    final List<Delivery> taken = new CopyOnWriteArrayList<>();
    final List<Refusal> refused = new CopyOnWriteArrayList<>();
    /// How many more deliveries there is no room for.
    final AtomicInteger full = new AtomicInteger();

    private final Map<String, String> sources;

    Remembered(Map<String, String> sources) {
        this.sources = Map.copyOf(sources);
    }

    @Override
    public @Nullable String source(String key) {
        return sources.get(key);
    }

    @Override
    public void take(Delivery delivery) throws Overloaded {
        if (full.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new Overloaded(7);
        }
        taken.add(delivery);
    }

    @Override
    public void refuse(Delivery delivery, String reason) {
        if (Reasons.title(null, reason).en().equals(reason)) {
            throw new AssertionError("no title for " + reason);
        }
        refused.add(new Refusal(delivery, reason));
    }

    /// All that the deliveries say.
    List<Message> messages() {
        Decoders decoders = new Decoders();
        return taken.stream()
                .flatMap(delivery -> decoders.decode(delivery).stream())
                .toList();
    }

    List<String> lines() {
        return messages().stream().map(Line::of).toList();
    }
}
