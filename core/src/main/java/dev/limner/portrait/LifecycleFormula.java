package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.history.History;
import dev.limner.problem.Words;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of [Lifecycle] as a tag.
record LifecycleFormula(Selection orders, Lifecycle.Options options) implements HistoryFormula {
    @Override
    public Tag.Type type() {
        return Tag.Type.CHOICE;
    }

    @Override
    public List<String> choices() {
        return Arrays.stream(Lifecycle.State.values()).map(Lifecycle.State::id).toList();
    }

    @Override
    public Needs needs() {
        return orders.needs();
    }

    @Override
    public long value(History history, Moment moment) {
        Lifecycle.State state = Lifecycle.state(orders.days(history, moment), moment.day(), options);
        return state == null ? History.MISSING : state.place();
    }

    @Override
    public int[] counted(History history, Moment moment) {
        return orders.all(history, moment);
    }

    @Override
    public @Nullable Words reason(int[] countedDays, Moment moment) {
        int[] days = Arrays.stream(countedDays).distinct().toArray();
        if (days.length == 0) {
            return null;
        }
        Lifecycle.Thresholds thresholds = Lifecycle.thresholds(days, days.length, options);
        boolean own = Lifecycle.hasRhythm(days.length, options);
        return Catalogue.WORDS.say(
                own ? "why_lifecycle_rhythm" : "why_lifecycle",
                moment.day() - days[days.length - 1],
                thresholds.dormantAfter(),
                thresholds.lostAfter(),
                own ? Calendar.medianGap(days, days.length) : 0.0);
    }

    @Override
    public List<Parameter> settings() {
        return List.of(
                parameter("new_days", options.newDays()),
                parameter("returned_days", options.returnedDays()),
                parameter("dormant_days", options.dormantDays()),
                parameter("lost_days", options.lostDays()));
    }

    private static Parameter parameter(String name, int value) {
        return new Parameter(Catalogue.WORDS.say(name), Integer.toString(value));
    }
}
