package dev.limner.language.plan;

import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.language.plan.Occurrences.Plain;
import org.jspecify.annotations.Nullable;

/// What becomes of a count or a sum of whole numbers while the events of its window leave it, one after the other.
final class Ebb {
    private final Frame frame;
    private final Plain of;
    private final @Nullable Property property;
    private final boolean sums;
    private final int[] list;
    private final int from;
    private final int to;
    private int place;
    private long value;

    private Ebb(Frame frame, Plain of, @Nullable Property property, boolean sums, long value) {
        this.frame = frame;
        this.of = of;
        this.property = property;
        this.sums = sums;
        this.value = value;
        long range = of.range(frame);
        list = of.list(frame);
        from = Occurrences.from(range);
        to = Occurrences.to(range);
        place = from;
    }

    /// Null where a quantity is neither.
    static @Nullable Ebb of(Frame frame, Quantity quantity) {
        return switch (quantity) {
            case Folds.Count(Plain of) -> new Ebb(frame, of, null, false, quantity.raw(frame));
            case Folds.Present(Plain of, Property property) -> new Ebb(frame, of, property, false, quantity.raw(frame));
            case Folds.SumOf sum
            when sum.form() == Quantity.Form.WHOLE ->
                new Ebb(frame, sum.of(), sum.property(), true, quantity.raw(frame));
            case Quantity _ -> null;
        };
    }

    long value() {
        return value;
    }

    /// When the next event leaves; [Long#MAX_VALUE] for never.
    long next() {
        return place == to ? Long.MAX_VALUE : of.leaves(frame, place - from);
    }

    /// When one that happened comes in; [Long#MAX_VALUE] for never.
    long enters() {
        return of.enters(frame);
    }

    /// Lets the next event leave.
    void leave() {
        int event = list[place++];
        if (property == null) {
            value--;
            return;
        }
        long left = frame.history().value(property, event);
        if (left != History.MISSING) {
            value -= sums ? left : 1;
        }
    }
}
