package dev.limner.language.plan;

import dev.limner.engine.Needs;
import dev.limner.event.Property;
import dev.limner.history.LocalClock;
import dev.limner.language.Type;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Any number of conditions and values compiled together: what they share is computed once a history.
///
/// Immutable; each thread asks an [#evaluation] of its own. Made by [Compiler].
public final class Plan implements Serializable {
    private final LocalClock clock;
    private final List<Truth> truths;
    private final @Nullable ForAnyOf[] forAnys;
    private final Concerns concerns;
    private final List<Value> values;
    private final Slots slots;
    private final int memos;
    private final Reading reading;
    private final Map<String, Ranked> rankings;
    private final boolean usesParameters;

    /// What a plan reads of each event.
    ///
    /// @param known the property that says when a fact was known; null where the plan never looks back
    /// @param zone the property that says in which zone an event happened; null where no clock of a
    /// customer counts
    record Reading(
            Needs needs,
            @Nullable Property known,
            @Nullable Property zone,
            @Nullable Textual zoneTrait,
            Windows windows)
            implements Serializable {}

    /// The value of an expression: a text (or list), or a quantity in the units of its type.
    ///
    /// Amounts and numbers are themselves, durations microseconds, instants microseconds since 1970, dates
    /// days since
    /// 1970, lengths metres, weekdays 1 to 7, yes and no 1 and 0.
    record Value(
            Type type,
            @Nullable Quantity quantity,
            @Nullable Textual text) implements Serializable {}

    /// A ranking that the plan needs: of which tag, in which segment.
    public record Ranked(String tag, @Nullable String segment) implements Serializable {}

    Plan(
            LocalClock clock,
            List<Truth> truths,
            Concerns concerns,
            List<Value> values,
            Slots slots,
            int memos,
            Reading reading,
            Map<String, Ranked> rankings,
            boolean usesParameters) {
        this.clock = clock;
        this.truths = List.copyOf(truths);
        this.forAnys = truths.stream().map(Plan::forAny).toArray(ForAnyOf[]::new);
        this.concerns = concerns;
        this.values = List.copyOf(values);
        this.slots = slots;
        this.memos = memos;
        this.reading = reading;
        this.rankings = Map.copyOf(rankings);
        this.usesParameters = usesParameters;
    }

    /// A new view for one thread.
    public Evaluation evaluation(InForce inForce) {
        return new Evaluation(this, inForce);
    }

    /// How many conditions there are, in the order in which they were given.
    public int conditions() {
        return truths.size();
    }

    public Type type(int value) {
        return values.get(value).type();
    }

    /// Whether a value moves with time at every instant, as what fades does.
    public boolean moves(int value) {
        Quantity quantity = values.get(value).quantity();
        return quantity != null && quantity.moves();
    }

    /// How many values there are, in the order in which they were given.
    public int values() {
        return values.size();
    }

    /// The event types and properties it reads, of all time.
    public Needs needs() {
        return reading.needs();
    }

    /// The event types and properties it reads, and since when, where it is asked as of one instant.
    public Needs needs(long micros) {
        return reading.windows().bounded(reading.needs(), micros, clock);
    }

    /// Before when it looks at nothing, or at the latest events alone that fulfil something (see
    /// [Evaluation#openPart]): [Long#MIN_VALUE] where it looks at all of time, [Long#MAX_VALUE] where it has
    /// no window.
    public long since(long micros) {
        return reading.windows().since(micros, clock);
    }

    /// Whether it looks at the latest events that fulfil something, however long ago they were.
    public boolean looksAtLatest() {
        return reading.windows().hasLatest();
    }

    /// The rankings of populations it needs, by the names of their parameters.
    public Map<String, Ranked> rankings() {
        return rankings;
    }

    /// Whether an answer depends on parameters of a population.
    public boolean usesParameters() {
        return usesParameters;
    }

    /// The ordinals of the event types that can change an answer.
    public Set<Integer> types() {
        return Set.copyOf(
                reading.needs().types().stream().map(type -> type.ordinal()).toList());
    }

    Concerns concerns() {
        return concerns;
    }

    Truth truth(int root) {
        return truths.get(root);
    }

    Value value(int value) {
        return values.get(value);
    }

    /// The `for any` that a condition is, or that stands in its conjunction; null where there is none.
    @Nullable
    ForAnyOf forAny(int root) {
        return forAnys[root];
    }

    private static @Nullable ForAnyOf forAny(Truth truth) {
        return switch (truth) {
            case ForAnyOf forAny -> forAny;
            case Conditions.Both(var all, var _) ->
                all.stream()
                        .filter(ForAnyOf.class::isInstance)
                        .map(ForAnyOf.class::cast)
                        .findFirst()
                        .orElse(null);
            case Truth _ -> null;
        };
    }

    /// Whether a condition has values, by each of which it can be entered and left.
    public boolean hasValues(int root) {
        return forAny(root) != null;
    }

    Slots slots() {
        return slots;
    }

    int memos() {
        return memos;
    }

    LocalClock clock() {
        return clock;
    }

    @Nullable
    Property knownProperty() {
        return reading.known();
    }

    @Nullable
    Property zoneProperty() {
        return reading.zone();
    }

    @Nullable
    Textual zoneTrait() {
        return reading.zoneTrait();
    }
}
