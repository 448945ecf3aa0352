package dev.limner.models.pages;

import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.evaluation.Bootstrap;
import dev.limner.models.linear.LogisticRegression;
import dev.limner.models.uplift.Divergence;
import dev.limner.models.uplift.MetaLearners;
import dev.limner.models.uplift.MultiArmForest;
import dev.limner.models.uplift.QiniBand;
import dev.limner.models.uplift.UpliftForest;
import dev.limner.models.uplift.UpliftRanking;
import dev.limner.models.uplift.UpliftVerdict;
import java.util.Random;

final class UpliftPages {
    private static final int WOMEN = 1;
    private static final int MEN = 2;

    private UpliftPages() {}

    private static Predictor logistic(double[][] rows, double[] outcomes) {
        boolean[] events = new boolean[outcomes.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = outcomes[i] == 1;
        }
        return LogisticRegression.fit(rows, events, LogisticRegression.Options.defaults(), Progress.SILENT);
    }

    private static UpliftRanking ranking(Predictor model, Sets.Trial test) {
        return UpliftRanking.of(model.predict(test.rows()), test.treated(), test.visits());
    }

    static void metaLearners(Page page) {
        Sets.Trial train = Sets.hillstrom().part(WOMEN, false);
        Sets.Trial test = Sets.hillstrom().part(WOMEN, true);
        Predictor single = MetaLearners.single(train.rows(), train.treated(), train.visits(), UpliftPages::logistic);
        Predictor two = MetaLearners.two(train.rows(), train.treated(), train.visits(), UpliftPages::logistic);
        Predictor transformed =
                MetaLearners.classTransformation(train.rows(), train.treated(), train.visits(), UpliftPages::logistic);
        page.say("S: Qini %.4f", ranking(single, test).qini().orThrow());
        page.say("T: Qini %.4f", ranking(two, test).qini().orThrow());
        page.say(
                "class transformation: Qini %.4f",
                ranking(transformed, test).qini().orThrow());
    }

    static void upliftForest(Page page) {
        Sets.Trial train = Sets.hillstrom().part(WOMEN, false);
        Sets.Trial test = Sets.hillstrom().part(WOMEN, true);
        for (Divergence divergence : Divergence.values()) {
            UpliftForest.Options options = UpliftForest.Options.defaults(divergence);
            UpliftForest forest = UpliftForest.fit(
                    train.rows(), train.treated(), train.visits(), options, new Random(1), Progress.SILENT);
            UpliftForest honest = UpliftForest.fit(
                    train.rows(), train.treated(), train.visits(), options.honestly(), new Random(1), Progress.SILENT);
            page.say(
                    "%s: Qini %.4f, honest %.4f",
                    divergence,
                    ranking(forest, test).qini().orThrow(),
                    ranking(honest, test).qini().orThrow());
        }
    }

    static void multiArmForest(Page page) {
        Sets.Trial train = Sets.hillstrom().part(0, false);
        Sets.Trial test = Sets.hillstrom().part(0, true);
        MultiArmForest forest = MultiArmForest.fit(
                train.rows(),
                train.arms(),
                2,
                train.visits(),
                UpliftForest.Options.defaults(Divergence.EUCLIDEAN),
                new Random(1),
                Progress.SILENT);
        double[] visits = new double[4];
        double[] customers = new double[4];
        int women = 0;
        for (int i = 0; i < test.rows().length; i++) {
            int best = forest.best(test.rows()[i], 0, 0);
            women += best == WOMEN ? 1 : 0;
            visits[test.arms()[i]] += test.visits()[i];
            customers[test.arms()[i]]++;
            visits[3] += best == test.arms()[i] ? test.visits()[i] : 0;
            customers[3] += best == test.arms()[i] ? 1 : 0;
        }
        page.say("women's mail suits best: %d of %d", women, test.rows().length);
        page.say("visits without mail %.4f", visits[0] / customers[0]);
        page.say("with the women's %.4f, with the men's %.4f", visits[1] / customers[1], visits[2] / customers[2]);
        page.say("among those who got what suits best %.4f", visits[3] / customers[3]);
    }

    static void upliftRanking(Page page) {
        Sets.Trial train = Sets.hillstrom().part(WOMEN, false);
        Sets.Trial test = Sets.hillstrom().part(WOMEN, true);
        UpliftRanking ranking =
                ranking(MetaLearners.two(train.rows(), train.treated(), train.visits(), UpliftPages::logistic), test);
        page.say(
                "Qini %.4f, AUUC %.4f", ranking.qini().orThrow(), ranking.auuc().orThrow());
        page.say(
                "uplift among the best tenth %.4f, among all %.4f",
                ranking.upliftAt(0.1).orThrow(), ranking.upliftAt(1).orThrow());
    }

    static void qiniBand(Page page) {
        Sets.Trial train = Sets.hillstrom().part(WOMEN, false);
        Sets.Trial test = Sets.hillstrom().part(WOMEN, true);
        Predictor model = MetaLearners.two(train.rows(), train.treated(), train.visits(), UpliftPages::logistic);
        QiniBand band = QiniBand.of(
                model.predict(test.rows()),
                test.treated(),
                test.visits(),
                5,
                new Bootstrap(200, 0.9),
                new Random(1),
                Progress.SILENT);
        for (QiniBand.Point point : band.points()) {
            page.say(
                    "%3.0f %%: %.0f visits gained (by chance %.0f), point %.0f to %.0f, band %.0f to %.0f",
                    100 * point.share(),
                    point.gain(),
                    point.byChance(),
                    point.interval().lower(),
                    point.interval().upper(),
                    point.band().lower(),
                    point.band().upper());
        }
    }

    static void upliftVerdict(Page page) {
        for (int arm : new int[] {WOMEN, MEN}) {
            Sets.Trial train = Sets.hillstrom().part(arm, false);
            Sets.Trial test = Sets.hillstrom().part(arm, true);
            Predictor model = MetaLearners.two(train.rows(), train.treated(), train.visits(), UpliftPages::logistic);
            UpliftVerdict verdict = UpliftVerdict.of(
                    model.predict(test.rows()),
                    test.treated(),
                    test.visits(),
                    new Bootstrap(200, 0.95),
                    new Random(1),
                    Progress.SILENT);
            page.say(
                    "%s: Qini %.4f, from %.4f to %.4f, %s",
                    arm == WOMEN ? "women" : "men",
                    verdict.qini(),
                    verdict.interval().lower(),
                    verdict.interval().upper(),
                    verdict.detectable() ? "detectable" : "not detectable");
        }
    }
}
