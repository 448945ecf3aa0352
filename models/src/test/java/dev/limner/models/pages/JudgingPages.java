package dev.limner.models.pages;

import dev.limner.models.Progress;
import dev.limner.models.Table;
import dev.limner.models.calibration.IsotonicRegression;
import dev.limner.models.calibration.PlattScaling;
import dev.limner.models.evaluation.Bootstrap;
import dev.limner.models.evaluation.Judgement;
import dev.limner.models.evaluation.ProbabilityErrors;
import dev.limner.models.evaluation.Ranking;
import dev.limner.models.linear.LogisticRegression;
import dev.limner.models.shrinkage.BetaBinomial;
import dev.limner.models.shrinkage.NormalMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

final class JudgingPages {
    private JudgingPages() {}

    /// Telco's churn probabilities by logistic regression, each told by a model that has not seen the row.
    private static double[] churn(Table telco) {
        return telco.crossPredictions(part -> LogisticRegression.fit(
                part.rows(), part.events(), LogisticRegression.Options.defaults(), Progress.SILENT));
    }

    static void betaBinomial(Page page) {
        int[] boys = {3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7};
        List<BetaBinomial.Counts> families = new ArrayList<>();
        for (int b = 0; b < boys.length; b++) {
            families.addAll(Collections.nCopies(boys[b], new BetaBinomial.Counts(b, 12)));
        }
        BetaBinomial model = BetaBinomial.fit(families, Progress.SILENT).model();
        page.say("a %.3f, b %.3f: usually %.4f", model.a(), model.b(), model.mean());
        page.say("after 9 of 12 boys: %.4f, where the counts alone say %.2f", model.mean(9, 12), 9 / 12.0);
    }

    static void normalMeans(Page page) {
        SplittableRandom random = new SplittableRandom(1);
        List<NormalMeans.Mean> means = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int count = 1 + random.nextInt(10);
            double own = 20 + 3 * random.nextGaussian();
            means.add(new NormalMeans.Mean(own + 6 * random.nextGaussian() / Math.sqrt(count), count));
        }
        NormalMeans model = NormalMeans.fit(means, Progress.SILENT).model();
        page.say("level %.2f, between %.2f, within %.2f", model.level(), model.between(), model.within());
        page.say("one value of 30: %.2f; ten with the mean 30: %.2f", model.mean(30, 1), model.mean(30, 10));
    }

    static void ranking(Page page) {
        Table telco = Table.telco();
        Ranking ranking = Ranking.of(churn(telco), telco.events());
        page.say(
                "AUC %.4f, from %.4f to %.4f",
                ranking.auc().orThrow(),
                ranking.aucInterval(0.95).lower(),
                ranking.aucInterval(0.95).upper());
        page.say(
                "KS %.3f, average precision %.3f",
                ranking.ks().orThrow(), ranking.averagePrecision().orThrow());
        for (Ranking.Gain tenth : ranking.gains(10).subList(0, 3)) {
            page.say(
                    "%d customers, lift %.2f, %.0f %% of all who leave so far",
                    tenth.rows(), tenth.lift(), 100 * tenth.cumulativeGain());
        }
    }

    static void judgement(Page page) {
        Table telco = Table.telco();
        Judgement judgement =
                Judgement.of(churn(telco), telco.events(), new Bootstrap(200, 0.95), new Random(1), Progress.SILENT);
        judgement
                .figures()
                .forEach((measure, figure) -> page.say(
                        "%s %.4f, from %.4f to %.4f",
                        measure,
                        figure.value(),
                        figure.interval().lower(),
                        figure.interval().upper()));
    }

    static void probabilityErrors(Page page) {
        Table telco = Table.telco();
        ProbabilityErrors errors = ProbabilityErrors.of(churn(telco), telco.events());
        page.say(
                "Brier %.4f, log loss %.4f, calibration error %.4f",
                errors.brier(), errors.logLoss(), errors.calibrationError());
        for (ProbabilityErrors.Reliability part : errors.reliability()) {
            page.say("%4d customers told %.2f, %.2f left", part.rows(), part.meanProbability(), part.rate());
        }
    }

    static void plattScaling(Page page) {
        Table telco = Table.telco();
        double[] squares = Arrays.stream(churn(telco)).map(p -> p * p).toArray();
        PlattScaling curve = PlattScaling.fit(squares, telco.events());
        double[] mended = Arrays.stream(squares).map(curve::probability).toArray();
        page.say(
                "before: log loss %.4f",
                ProbabilityErrors.of(squares, telco.events()).logLoss());
        page.say(
                "after: log loss %.4f",
                ProbabilityErrors.of(mended, telco.events()).logLoss());
    }

    static void isotonicRegression(Page page) {
        Table telco = Table.telco();
        double[] squares = Arrays.stream(churn(telco)).map(p -> p * p).toArray();
        IsotonicRegression steps = IsotonicRegression.fit(squares, telco.events());
        double[] mended = Arrays.stream(squares).map(steps::at).toArray();
        page.say(
                "before: log loss %.4f",
                ProbabilityErrors.of(squares, telco.events()).logLoss());
        page.say(
                "after: log loss %.4f",
                ProbabilityErrors.of(mended, telco.events()).logLoss());
    }
}
