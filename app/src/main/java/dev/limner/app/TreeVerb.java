package dev.limner.app;

import dev.limner.insight.Interval;
import dev.limner.predict.RuleTree;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Predictions;
import dev.limner.workspace.Trees;
import dev.limner.workspace.Trees.Question;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner tree`: what tells those who will do something from the others, in few questions.
@Command(
        name = "tree",
        mixinStandardHelpOptions = true,
        description =
                "Grows a small tree that tells those who will do something from the others: of what a model predicts, or of any condition. Each leaf is a rule, judged on customers and a time that the tree has not seen.")
final class TreeVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "The model whose label is told.")
    private @Nullable String model;

    @Option(
            names = "--target",
            paramLabel = "CONDITION",
            description = "Whether this will hold a horizon later: \"any order in last 30 days\".")
    private @Nullable String target;

    @Option(
            names = "--whom",
            paramLabel = "CONDITION",
            description = "Whom a target is about; those who ordered within a year where left out.")
    private @Nullable String whom;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            defaultValue = "" + Trees.USUAL_HORIZON_DAYS,
            description = "How far ahead a target is asked; ${DEFAULT-VALUE} where left out.")
    private int horizonDays = Trees.USUAL_HORIZON_DAYS;

    @Option(
            names = "--depth",
            defaultValue = "" + Trees.USUAL_DEPTH,
            description = "The most questions on a path, 1 to 5; ${DEFAULT-VALUE} where left out.")
    private int depth = Trees.USUAL_DEPTH;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Work work = new Work();
        Trees.Answer answer;
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work);
                ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
            answer = desk.trees().grow(question(), desk.moment(asOf), work);
        }
        PrintWriter out = spec.commandLine().getOut();
        RuleTree tree = answer.tree();
        Predictions.Refused refused = answer.refused();
        if (json) {
            out.println(Json.text(answer));
        } else if (tree != null) {
            print(tree, out);
        } else if (refused != null) {
            out.println(refused.code() + "  " + refused.reason().in(Main.language()));
        }
        return tree == null ? Main.MENDABLE : 0;
    }

    private Question question() {
        String named = model;
        String condition = target;
        if ((named == null) == (condition == null)) {
            throw UserProblem.of(
                    Code.BAD_PARAMETER,
                    "tree",
                    named == null ? "" : named + " --target " + condition,
                    "MODEL or --target, one of them");
        }
        return named != null
                ? new Question.OfModel(named, Trees.depth(depth))
                : new Question.OfTarget(
                        java.util.Objects.requireNonNull(condition), whom, horizonDays, Trees.depth(depth));
    }

    private static void print(RuleTree tree, PrintWriter out) {
        String language = Main.language();
        out.println(tree.target().aloud().in(language));
        out.printf(
                Locale.ROOT,
                new Words(
                                "learned from %,d rows, %.1f %% did it; judged on %,d customers held out, as of %s: AUC %.3f, log loss %.3f (naive %.3f)%n",
                                "由 %,d 行样本学得，其中 %.1f%% 成立；用留出的 %,d 位客户检验，截至 %s：AUC %.3f，对数损失 %.3f（朴素 %.3f）%n")
                        .in(language),
                tree.rows(),
                100 * tree.rate(),
                tree.heldOut(),
                tree.cutoff(),
                tree.auc(),
                tree.logLoss(),
                tree.naive());
        Map<Integer, Integer> depths = new HashMap<>();
        for (RuleTree.Node node : tree.nodes()) {
            Integer parent = node.parent();
            RuleTree.Text question = node.question();
            int below = parent == null ? 0 : depths.getOrDefault(parent, 0) + 1;
            depths.put(node.number(), below);
            out.printf(
                    Locale.ROOT,
                    "%s%s  %s%s%n",
                    "  ".repeat(below),
                    question == null ? new Words("everybody", "全部客户").in(language) : question.text(),
                    rate(node),
                    node.leaf() == null ? "" : new Words("  leaf ", "  叶 ").in(language) + node.number());
        }
        out.println();
        tree.leaves().forEach(node -> print(node, out));
    }

    private static void print(RuleTree.Node node, PrintWriter out) {
        RuleTree.Leaf leaf = node.leaf();
        if (leaf == null) {
            return;
        }
        Integer now = leaf.now();
        out.printf(
                Locale.ROOT,
                "%s %d  %s%s%n    %s%n    %s%n",
                new Words("leaf", "叶").in(Main.language()),
                node.number(),
                rate(node),
                now == null
                        ? ""
                        : String.format(
                                Locale.ROOT, new Words("; %,d customers now", "；当前 %,d 位客户").in(Main.language()), now),
                leaf.rule().text(),
                leaf.rule().aloud().in(Main.language()));
    }

    /// The share of held-out customers with its interval.
    private static String rate(RuleTree.Node node) {
        if (node.heldOut() == 0) {
            return "-";
        }
        Interval actual = Interval.ofShare(node.hits(), node.heldOut());
        return String.format(
                Locale.ROOT,
                new Words("%.1f %% [%.1f-%.1f] of %,d", "%.1f%% [%.1f-%.1f]，共 %,d 位").in(Main.language()),
                100.0 * node.hits() / node.heldOut(),
                100 * actual.low(),
                100 * actual.high(),
                node.heldOut());
    }
}
