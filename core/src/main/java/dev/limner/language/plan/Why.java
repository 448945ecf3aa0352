package dev.limner.language.plan;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.language.Checked;
import dev.limner.language.Glossary;
import dev.limner.problem.Words;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why a condition holds or does not: its parts with their values, the events that counted, the fewest events
/// without which the answer flips, and the nearest change that flips it.
///
/// Immutable; made once a condition and asked of any history. The parts are compiled beside the condition
/// in one
/// [Plan], so that they mean what the condition means.
public final class Why implements Serializable {
    /// How many values of a `for any` are tried for a change.
    private static final int MOST_VALUES = 20;

    private final TrackingPlan events;
    private final Set<String> tags;
    private final Plan plan;
    private final Outline outline;
    private final List<Property> measured;

    private Why(Lexicon lexicon, Plan plan, Outline outline) {
        this.events = lexicon.plan();
        this.tags = Set.copyOf(lexicon.tags());
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
        return new Why(lexicon, compiler.plan(), outline);
    }

    /// The event types and properties that it reads.
    public Needs needs() {
        return plan.needs();
    }

    /// All event types of the workspace.
    List<EventType> eventTypes() {
        return events.types();
    }

    /// Why the condition holds for a history as of an instant, or does not.
    ///
    /// @param micros microseconds since 1970
    public WhyAnswer explain(History history, long micros, Scope.Mode mode, InForce inForce, Glossary glossary) {
        WhyNode tree = tree(history, micros, mode, inForce);
        Question question = new Question(plan.evaluation(inForce), history, micros, mode);
        Removal removal = new Removals(question, measured, Removals.BUDGET).find();
        Change change = nearest(question, removal);
        List<Words> sentences = new WhyWords(glossary, plan.clock()).sentences(outline, tree, change);
        return new WhyAnswer(tree.value().isYes(), tree, tree.events(), removal, change, sentences);
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

    /// The nearest change that flips the answer; null where none of those that are tried does.
    @Nullable
    Change nearest(Question question, Removal removal) {
        Evaluation evaluation = question.evaluation();
        evaluation.open(question.history(), question.micros(), question.mode());
        WhyNode node = outline.see(evaluation.root());
        evaluation.open(question.history(), question.micros(), question.mode());
        List<String> values = new ArrayList<>();
        partValues(outline, evaluation.root(), values);
        return new Nearest(question, Nearest.Occasions.of(question, events))
                .find(Proposals.of(events, plan.clock(), tags, outline, node, values), removal);
    }

    /// The values that every `for any` sees, the latest first.
    private static void partValues(Outline part, Frame frame, List<String> values) {
        if (part.truth() instanceof ForAnyOf forAny) {
            List<String> seen = forAny.seen(frame);
            seen.reversed().stream()
                    .limit(MOST_VALUES)
                    .filter(value -> !values.contains(value))
                    .forEach(values::add);
        }
        part.inside().forEach(each -> partValues(each, frame, values));
    }

    Plan plan() {
        return plan;
    }

    List<Property> measured() {
        return measured;
    }

    private static void measured(Outline part, Set<Property> found) {
        if (part.quantity() instanceof Folds.OfProperty fold
                && !fold.property().type().isText()) {
            found.add(fold.property());
        }
        part.inside().forEach(each -> measured(each, found));
    }
}
