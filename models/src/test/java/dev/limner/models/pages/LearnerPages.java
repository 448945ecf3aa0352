package dev.limner.models.pages;

import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.Table;
import dev.limner.models.evaluation.Ranking;
import dev.limner.models.linear.LogisticRegression;
import dev.limner.models.linear.QuantileRegression;
import dev.limner.models.neural.MultilayerPerceptron;
import dev.limner.models.tree.DecisionTree;
import dev.limner.models.tree.GradientBoosting;
import dev.limner.models.tree.Loss;
import dev.limner.models.tree.RandomForest;
import dev.limner.models.tree.TreeShap;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class LearnerPages {
    private LearnerPages() {}

    /// The area under the ROC curve of predictions for rows that the model has not seen, in five folds.
    private static double auc(Table table, Table.Learner learner) {
        return Ranking.of(table.crossPredictions(learner), table.events()).auc().orThrow();
    }

    static void logisticRegression(Page page) {
        Table telco = Table.telco();
        LogisticRegression model = LogisticRegression.fit(
                telco.rows(), telco.events(), LogisticRegression.Options.defaults(), Progress.SILENT);
        double[] standard = model.standardWeights();
        IntStream.range(0, standard.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -Math.abs(standard[j])))
                .limit(3)
                .forEach(j -> page.say(
                        "%s: %+.3f a standard deviation", telco.columns().get(j), standard[j]));
        page.say(
                "AUC %.4f",
                auc(
                        telco,
                        part -> LogisticRegression.fit(
                                part.rows(), part.events(), LogisticRegression.Options.defaults(), Progress.SILENT)));
    }

    static void decisionTree(Page page) {
        Table telco = Table.telco();
        DecisionTree tree =
                DecisionTree.fit(telco.rows(), Sets.targets(telco), new DecisionTree.Options(3, 50), Progress.SILENT);
        tree.rules().stream()
                .sorted(Comparator.comparingDouble(rule -> -rule.mean()))
                .limit(2)
                .forEach(rule -> page.say(
                        "%.0f customers, %.0f %% leave: %s",
                        rule.rows(),
                        100 * rule.mean(),
                        rule.conditions().stream()
                                .map(part -> part.above() < part.upTo() && Double.isInfinite(part.above())
                                        ? telco.columns().get(part.column()) + " <= " + part.upTo()
                                        : telco.columns().get(part.column()) + " > " + part.above())
                                .collect(Collectors.joining(", "))));
        page.say(
                "%d leaves, %d after pruning at 0.001",
                tree.leaves(), tree.pruned(0.001).leaves());
    }

    static void randomForest(Page page) {
        RandomForest.Options options = new RandomForest.Options(100, 5, 64, 0);
        page.say(
                "AUC %.4f",
                auc(
                        Table.shoppers(),
                        part -> RandomForest.fit(
                                part.rows(), Sets.targets(part), options, new Random(1), Progress.SILENT)));
    }

    static void gradientBoosting(Page page) {
        GradientBoosting.Options options = GradientBoosting.Options.defaults();
        page.say(
                "AUC %.4f",
                auc(
                        Table.shoppers(),
                        part -> GradientBoosting.fit(
                                part.rows(),
                                Sets.targets(part),
                                new Loss.Logistic(),
                                options,
                                new Random(1),
                                Progress.SILENT)));
    }

    static void treeShap(Page page) {
        Table shoppers = Table.shoppers();
        GradientBoosting model = GradientBoosting.fit(
                shoppers.rows(),
                Sets.targets(shoppers),
                new Loss.Logistic(),
                GradientBoosting.Options.defaults(),
                new Random(1),
                Progress.SILENT);
        double[] visit = shoppers.rows()[100];
        TreeShap shap = TreeShap.of(model);
        double[] shares = shap.shares(visit);
        page.say("base %.3f", shap.base());
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -Math.abs(shares[j])))
                .limit(3)
                .forEach(j -> page.say("%s = %.2f: %+.3f", shoppers.columns().get(j), visit[j], shares[j]));
        page.say(
                "all shares and the base %.3f, score %.3f",
                shap.base()
                        + IntStream.range(0, shares.length)
                                .mapToDouble(j -> shares[j])
                                .sum(),
                model.score(visit));
    }

    static void multilayerPerceptron(Page page) {
        page.say(
                "AUC %.4f",
                auc(Table.telco(), part -> {
                    Predictor model = MultilayerPerceptron.fit(
                            part.rows(),
                            Sets.targets(part),
                            new MultilayerPerceptron.Options(List.of(16), 10, 128, 0.003, 1e-4, true),
                            new Random(1),
                            Progress.SILENT);
                    return model;
                }));
    }

    static void quantileRegression(Page page) {
        double[][] spent = Sets.rfm();
        double[][] rows = new double[spent.length][];
        double[] money = new double[spent.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {spent[i][0], spent[i][1]};
            money[i] = spent[i][2];
        }
        for (double quantile : new double[] {0.1, 0.5, 0.9}) {
            QuantileRegression model =
                    QuantileRegression.fit(rows, money, QuantileRegression.Options.defaults(quantile), Progress.SILENT);
            long below = IntStream.range(0, rows.length)
                    .filter(i -> money[i] <= model.predict(rows[i]))
                    .count();
            page.say(
                    "quantile %.1f: recency %+.3f, frequency %+.3f, %.1f %% lie below",
                    quantile, model.coefficients()[1], model.coefficients()[2], 100.0 * below / rows.length);
        }
    }
}
