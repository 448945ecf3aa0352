package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.history.History;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The states that one customer went through, and the next one that time alone brings. Run it within that one
/// customer.
public final class LifeStudy implements Study<LifeStudy.Life> {
    private final LifecycleFormula formula;
    private final Moment moment;

    private LifeStudy(LifecycleFormula formula, Moment moment) {
        this.formula = formula;
        this.moment = moment;
    }

    /// By the settings of the tag of that name.
    ///
    /// @throws UserProblem where the tag is not known, not offered, or is no lifecycle
    public static LifeStudy of(Portraits portraits, String tag, Moment moment) {
        if (portraits.formula(tag) instanceof LifecycleFormula formula) {
            return new LifeStudy(formula, moment);
        }
        throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "the formula of the tag " + tag + " is no lifecycle");
    }

    /// The life of the customer.
    public static final class Life implements Serializable {
        private int day;
        private int[] orderDays = new int[0];
        private Lifecycle.Options options = Lifecycle.Options.defaults();

        public Lifecycle.Standing standing() {
            return Lifecycle.standing(orderDays, day, options);
        }

        /// Every change of state so far, in order.
        public List<Lifecycle.Change> changes() {
            return Lifecycle.changes(orderDays, day, options);
        }

        /// What would change the state, in words; null where nothing but an order would. The titles are
        /// those of
        /// the tag.
        public @Nullable Words flip(Tag tag) {
            Integer when = standing().changesAt();
            Lifecycle.State next = when == null ? null : Lifecycle.state(orderDays, when, options);
            return when == null || next == null
                    ? null
                    : Catalogue.WORDS.say("flip", tag.values().get(next.place()).title(), LocalDate.ofEpochDay(when));
        }
    }

    @Override
    public Needs needs() {
        return formula.needs();
    }

    @Override
    public Life start() {
        return new Life();
    }

    @Override
    public void add(Life life, History history) {
        life.day = moment.day();
        life.orderDays = formula.orders().days(history, moment);
        life.options = formula.options();
    }

    @Override
    public Life merge(Life left, Life right) {
        return left.orderDays.length == 0 ? right : left;
    }
}
