package dev.limner.server;

import dev.limner.insight.Interval;
import dev.limner.predict.RuleTree;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import dev.limner.workspace.Trees;
import dev.limner.workspace.Trees.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Trees: few questions that tell those who will do something from the others, each leaf a rule.
final class TreeResource {
    private static final int FURTHEST_DAYS = 3650;

    private TreeResource() {}

    /// @param models those that a tree can be asked of
    record TreePage(
            List<TreeModel> models,
            ModelResource.@Nullable ModelRefusal refused,
            @Nullable TreeView tree) {}

    record TreeModel(String model, Words title) {}

    /// @param rate the share of training that did it
    /// @param actual the same of the held-out customers; `low` to `high` its interval
    record TreeView(
            String asOf,
            String cutoff,
            int horizonDays,
            ModelResource.ExpressionAloud population,
            ModelResource.ExpressionAloud target,
            List<String> training,
            int rows,
            double rate,
            int heldOut,
            double actual,
            double low,
            double high,
            double auc,
            double logLoss,
            double naive,
            double sampled,
            List<String> leftOut,
            List<TreeNode> nodes) {}

    /// @param rows of training, and `rate` of them
    /// @param heldOut the held-out customers that come here, `hits` of them did it; without them there is no rate
    record TreeNode(
            int number,
            @Nullable Integer parent,
            ModelResource.@Nullable ExpressionAloud question,
            int rows,
            double rate,
            int heldOut,
            int hits,
            @Nullable Double actual,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable TreeLeaf leaf) {}

    record TreeLeaf(String rule, Words aloud, @Nullable Integer now) {}

    static List<Route> routes(Desks desks) {
        return List.of(Route.get(
                Routes.WORKSPACE + "/tree",
                "A tree of what tells those who will do something from the others, judged on held-out customers.",
                List.of(
                        Asked.AS_OF,
                        Route.one("model", "Grows it for what this model predicts."),
                        Route.one("target", "Grows it for whether this condition holds a horizon later."),
                        Route.one(
                                "whom",
                                "Whom a target is about, a condition; those who ordered within a year where left out."),
                        Route.one(
                                "horizonDays",
                                "How far ahead a target is asked; " + Trees.USUAL_HORIZON_DAYS + " where left out."),
                        Route.one(
                                "depth",
                                "The most questions on a path, 1 to " + Trees.MOST_DEPTH + "; " + Trees.USUAL_DEPTH
                                        + " where left out.")),
                TreePage.class,
                request -> page(Asked.of(request, desks))));
    }

    private static TreePage page(Asked asked) {
        Trees trees = asked.desk().trees();
        List<TreeModel> models = trees.models().stream()
                .map(model -> new TreeModel(
                        model.definition().model(), model.definition().title()))
                .toList();
        String model = asked.text("model");
        String target = asked.text("target");
        if (model.isBlank() && target.isBlank()) {
            return new TreePage(models, null, null);
        }
        if (!model.isBlank() && !target.isBlank()) {
            throw UserProblem.of(Code.BAD_PARAMETER, "target", target, "model or target, not both");
        }
        int depth = asked.whole("depth", 1, Trees.MOST_DEPTH, Trees.USUAL_DEPTH);
        Question question = model.isBlank()
                ? new Question.OfTarget(
                        target,
                        asked.text("whom"),
                        asked.whole("horizonDays", 1, FURTHEST_DAYS, Trees.USUAL_HORIZON_DAYS),
                        depth)
                : new Question.OfModel(model, depth);
        Trees.Answer answer = trees.remembered(question, asked.moment());
        RuleTree tree = answer.tree();
        return new TreePage(models, ModelResource.refusal(answer.refused()), tree == null ? null : view(asked, tree));
    }

    private static ModelResource.ExpressionAloud view(RuleTree.Text text) {
        return new ModelResource.ExpressionAloud(text.text(), text.aloud());
    }

    private static TreeView view(Asked asked, RuleTree tree) {
        Interval actual = Interval.ofShare(tree.hits(), tree.heldOut());
        return new TreeView(
                asked.text(tree.asOf()),
                asked.text(tree.cutoff()),
                tree.horizonDays(),
                view(tree.population()),
                view(tree.target()),
                tree.training().stream().map(asked::text).toList(),
                tree.rows(),
                tree.rate(),
                tree.heldOut(),
                tree.hits() / (double) tree.heldOut(),
                actual.low(),
                actual.high(),
                tree.auc(),
                tree.logLoss(),
                tree.naive(),
                tree.sampled(),
                tree.leftOut(),
                tree.nodes().stream().map(TreeResource::view).toList());
    }

    private static TreeNode view(RuleTree.Node node) {
        RuleTree.Text question = node.question();
        RuleTree.Leaf leaf = node.leaf();
        Interval actual = node.heldOut() == 0 ? null : Interval.ofShare(node.hits(), node.heldOut());
        return new TreeNode(
                node.number(),
                node.parent(),
                question == null ? null : view(question),
                node.rows(),
                node.rate(),
                node.heldOut(),
                node.hits(),
                actual == null ? null : node.hits() / (double) node.heldOut(),
                actual == null ? null : actual.low(),
                actual == null ? null : actual.high(),
                leaf == null
                        ? null
                        : new TreeLeaf(leaf.rule().text(), leaf.rule().aloud(), leaf.now()));
    }
}
