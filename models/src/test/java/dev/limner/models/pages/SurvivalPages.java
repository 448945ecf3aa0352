package dev.limner.models.pages;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Progress;
import dev.limner.models.SharedData;
import dev.limner.models.survival.AftModel;
import dev.limner.models.survival.Concordance;
import dev.limner.models.survival.CoxModel;
import dev.limner.models.survival.KaplanMeier;
import dev.limner.models.survival.LogRank;
import java.util.List;

final class SurvivalPages {
    private static final List<String> CONTRACTS = List.of("Month-to-month", "One year", "Two year");

    private SurvivalPages() {}

    /// Telco's 7,032 customers with a tenure: months, whether they left, contract, fibre.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Telco(double[] months, boolean[] left, int[] contract, double[][] rows) {
        static Telco read() {
            List<NamedCsvRecord> lines = SharedData.csv("data/telco-churn/Telco-Customer-Churn.csv.gz").stream()
                    .filter(line -> !line.getField("tenure").equals("0"))
                    .toList();
            boolean[] left = new boolean[lines.size()];
            for (int i = 0; i < left.length; i++) {
                left[i] = lines.get(i).getField("Churn").equals("Yes");
            }
            return new Telco(
                    lines.stream()
                            .mapToDouble(line -> Double.parseDouble(line.getField("tenure")))
                            .toArray(),
                    left,
                    lines.stream()
                            .mapToInt(line -> CONTRACTS.indexOf(line.getField("Contract")))
                            .toArray(),
                    lines.stream()
                            .map(line -> new double[] {
                                line.getField("Contract").equals("One year") ? 1 : 0,
                                line.getField("Contract").equals("Two year") ? 1 : 0,
                                line.getField("InternetService").equals("Fiber optic") ? 1 : 0
                            })
                            .toArray(double[][]::new));
        }
    }

    static void kaplanMeier(Page page) {
        Telco telco = Telco.read();
        KaplanMeier curve = KaplanMeier.of(telco.months(), telco.left());
        for (double month : new double[] {12, 36, 72}) {
            page.say(
                    "after %.0f months %.3f, from %.3f to %.3f",
                    month,
                    curve.survivalAt(month),
                    curve.intervalAt(month, 0.95).lower(),
                    curve.intervalAt(month, 0.95).upper());
        }
        page.say("half have left after: %s", curve.median());
        page.say("mean within 72 months %.1f", curve.restrictedMean(72));
    }

    static void logRank(Page page) {
        Telco telco = Telco.read();
        LogRank test = LogRank.of(telco.months(), telco.left(), telco.contract());
        page.say("three contracts: chi-squared %.1f, %d degrees, p %.1e", test.chiSquared(), test.degrees(), test.p());
    }

    static void coxModel(Page page) {
        Telco telco = Telco.read();
        CoxModel model =
                CoxModel.fit(telco.rows(), telco.months(), telco.left(), CoxModel.Options.defaults(), Progress.SILENT);
        List<String> names = List.of("one year", "two years", "fibre");
        for (int j = 0; j < names.size(); j++) {
            page.say(
                    "%s multiplies the risk by %.3f (ln %.3f, standard error %.3f)",
                    names.get(j), Math.exp(model.weights()[j]), model.weights()[j], model.standardErrors()[j]);
        }
        double[] risks = new double[telco.rows().length];
        for (int i = 0; i < risks.length; i++) {
            risks[i] = model.logRisk(telco.rows()[i]);
        }
        page.say(
                "concordance %.3f",
                Concordance.of(telco.months(), telco.left(), risks).orThrow());
        page.say("monthly, fibre: %.3f after a year", model.survival(new double[] {0, 0, 1}, 12));
    }

    static void aftModel(Page page) {
        Telco telco = Telco.read();
        for (AftModel.Shape shape : AftModel.Shape.values()) {
            AftModel model = AftModel.fit(
                    telco.rows(), telco.months(), telco.left(), AftModel.Options.defaults(shape), Progress.SILENT);
            page.say(
                    "%s: log-likelihood %.1f, monthly with fibre leave after %.0f months (median)",
                    shape, model.logLikelihood(), model.median(new double[] {0, 0, 1}));
        }
    }
}
