package dev.limner.workspace;

import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.portrait.Moment;
import dev.limner.predict.Binding;
import dev.limner.predict.ModelDefinition;
import dev.limner.predict.Refusal;
import dev.limner.predict.RuleTree;
import dev.limner.predict.TreeFit;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Trees of a workspace: what tells those who will do something from the others.
public final class Trees {
    public static final int USUAL_DEPTH = 3;
    public static final int MOST_DEPTH = 5;
    public static final int USUAL_HORIZON_DAYS = 90;
    private static final String USUAL_POPULATION = "any order in last 365 days";

    private final Desk desk;

    Trees(Desk desk) {
        this.desk = desk;
    }

    /// What a tree is asked: the label of a model, or whether a condition will hold.
    public sealed interface Question {
        int depth();

        /// Whether what a model predicts comes true.
        record OfModel(String model, int depth) implements Question {}

        /// Whether a condition holds a horizon later.
        ///
        /// @param population whom it is about, a condition; those who ordered within a year where null
        record OfTarget(String target, @Nullable String population, int horizonDays, int depth) implements Question {}
    }

    /// A tree, or a refusal.
    public record Answer(@Nullable RuleTree tree, Predictions.@Nullable Refused refused) {}

    /// The tree of a question as of a moment, remembered.
    ///
    /// @throws UserProblem where the model is not known or a condition is wrong
    public Answer remembered(Question question, Moment moment) {
        return desk.remembered(question, moment, null, _ -> grow(question, moment, new Work()));
    }

    /// The same with progress.
    ///
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public Answer grow(Question question, Moment moment, Work work) {
        return switch (bound(question)) {
            case Binding.Bound.Refused(Refusal refusal) -> refused(refusal);
            case Binding.Bound.Done(Binding binding) -> grow(binding, question.depth(), moment, work);
        };
    }

    private Answer grow(Binding binding, int depth, Moment moment, Work work) {
        if (binding.definition().kind() != ModelDefinition.Kind.EVENT) {
            return refused(new Refusal.NoCondition(binding.definition().model()));
        }
        Instant first = desk.extent().first();
        if (first == null) {
            return refused(new Refusal.TooFewCustomers(0, 1));
        }
        work.stage(new Words("growing a tree", "构建决策树"), 0);
        TreeFit fit = new TreeFit(binding, desk.workspace().engine(), moment.asked(), moment.instant(), first);
        return switch (fit.run(depth, work)) {
            case TreeFit.Outcome.Refused(Refusal refusal) -> refused(refusal);
            case TreeFit.Outcome.Grown(RuleTree tree) -> new Answer(tree, null);
        };
    }

    private static Answer refused(Refusal refusal) {
        return new Answer(null, Predictions.Refused.of(refusal));
    }

    private Binding.Bound bound(Question question) {
        Definitions definitions = desk.workspace().definitions();
        return switch (question) {
            case Question.OfModel(String model, int _) ->
                definitions.models().model(model).bound();
            case Question.OfTarget(String target, String said, int horizon, int _) -> {
                String population = said == null || said.isBlank() ? USUAL_POPULATION : said;
                for (String condition : List.of(target, population)) {
                    Checker.condition(Parser.parse(condition), definitions.lexicon())
                            .orThrow();
                }
                Map<String, Map<String, String>> sets = DefinitionFiles.ready().features();
                ModelDefinition definition = new ModelDefinition(
                        "target",
                        new Words(target, target),
                        new Words(target, target),
                        ModelDefinition.Kind.EVENT,
                        population,
                        target,
                        horizon,
                        null,
                        List.copyOf(sets.keySet()),
                        null,
                        null,
                        null,
                        null);
                yield Binding.of(definition, sets, definitions.lexicon(), definitions.glossary());
            }
        };
    }

    /// The models that a tree can be asked of, by name.
    public List<Models.Model> models() {
        return desk.workspace().definitions().models().all().values().stream()
                .filter(model -> model.definition().kind() == ModelDefinition.Kind.EVENT)
                .toList();
    }

    /// A depth that is allowed.
    ///
    /// @throws UserProblem where it is not
    public static int depth(int depth) {
        if (depth < 1 || depth > MOST_DEPTH) {
            throw UserProblem.of(Code.BAD_PARAMETER, "depth", Integer.toString(depth), "1 to " + MOST_DEPTH);
        }
        return depth;
    }
}
