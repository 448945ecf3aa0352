package dev.limner.language.plan;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.language.Checked;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Why a condition holds or does not: its parts with their values, the events that counted, the fewest events without
/// which the answer flips, and the nearest change that flips it.
///
/// Immutable; made once a condition and asked of any history. The parts are compiled beside the condition in one [Plan],
/// so that they mean what the condition means.
public final class Why {
    private final Plan plan;
    private final Outline outline;
    private final List<Property> measured;

    private Why(Plan plan, Outline outline) {
        this.plan = plan;
        this.outline = outline;
        Set<Property> found = new LinkedHashSet<>();
        measured(outline, found);
        this.measured = new ArrayList<>(found);
    }

    /// The question why a condition holds.
    ///
    /// @throws dev.limner.problem.UserProblem where it, or a definition that it names, is wrong
    public static Why of(Lexicon lexicon, Checked condition) {
        Compiler compiler = new Compiler(lexicon).condition(condition);
        Outline outline = compiler.outline(condition);
        return new Why(compiler.plan(), outline);
    }

    /// The event types and properties that it reads.
    public Needs needs() {
        return plan.needs();
    }

    /// The parts with their values.
    WhyNode tree(History history, long micros, Scope.Mode mode, InForce inForce) {
        Evaluation evaluation = plan.evaluation(inForce);
        evaluation.open(history, micros, mode);
        return outline.see(evaluation.root());
    }

    Removal removal(History history, long micros, Scope.Mode mode, InForce inForce, int budget) {
        return new Removals(new Question(plan.evaluation(inForce), history, micros, mode), measured, budget).find();
    }

    Plan plan() {
        return plan;
    }

    List<Property> measured() {
        return measured;
    }

    private static void measured(Outline part, Set<Property> found) {
        if (part.quantity() instanceof Folds.OfProperty fold && !fold.property().type().isText()) {
            found.add(fold.property());
        }
        part.inside().forEach(each -> measured(each, found));
    }
}
