package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which events of one customer counted for a tag, through the tags that it is computed from.
///
/// It asks for events of all types, so that an event's index is its place among all events of the customer.
/// Run it
/// within that one customer, and make a [Why] of its answer.
public final class WhyStudy implements Study<WhyStudy.Counted> {
    private final List<HistoryFormula> formulas = new ArrayList<>();
    private final Needs needs;
    private final Moment moment;

    /// The question about one tag of a plan.
    ///
    /// @throws dev.limner.problem.UserProblem where the tag is not known, or not offered
    public WhyStudy(Portraits portraits, String tag, TrackingPlan plan, Moment moment) {
        this.moment = moment;
        collect(portraits, tag);
        needs = new Needs(plan.types(), portraits.needs(tag).properties());
    }

    /// The events that counted, ascending: their indices and local dates.
    public static final class Counted implements Serializable {
        private int[] events = new int[0];
        private int[] days = new int[0];

        public List<Integer> events() {
            return Arrays.stream(events).boxed().toList();
        }

        int[] days() {
            return days;
        }
    }

    @Override
    public Needs needs() {
        return needs;
    }

    @Override
    public Counted start() {
        return new Counted();
    }

    @Override
    public void add(Counted counted, History history) {
        for (HistoryFormula formula : formulas) {
            counted.events = Events.union(counted.events, formula.counted(history, moment));
        }
        counted.days = Arrays.stream(counted.events)
                .map(event -> moment.clock().day(history.at(event)))
                .toArray();
    }

    @Override
    public Counted merge(Counted left, Counted right) {
        return left.events.length == 0 ? right : left;
    }

    private void collect(Portraits portraits, String tag) {
        switch (portraits.formula(tag)) {
            case HistoryFormula formula -> formulas.add(formula);
            case PopulationFormula<?> formula -> formula.inputs().forEach(input -> collect(portraits, input));
        }
    }
}
