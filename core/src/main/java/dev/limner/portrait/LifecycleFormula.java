package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.history.History;
import java.util.Arrays;
import java.util.List;

/// The state of [Lifecycle] as a tag.
record LifecycleFormula(Selection orders, Lifecycle.Options options) implements HistoryFormula {
    @Override
    public Tag.Type type() {
        return Tag.Type.CHOICE;
    }

    @Override
    public List<String> choices() {
        return Arrays.stream(Lifecycle.State.values())
                .map(Lifecycle.State::id)
                .toList();
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
    public List<Parameter> settings() {
        return List.of(
                parameter("new_days", options.newDays()),
                parameter("returned_days", options.returnedDays()),
                parameter("dormant_days", options.dormantDays()),
                parameter("lost_days", options.lostDays()));
    }

    private static Parameter parameter(String name, int value) {
        return new Parameter(Phrases.PORTRAIT.say(name), Integer.toString(value));
    }
}
