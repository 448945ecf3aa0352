package dev.limner.predict;

import dev.limner.language.plan.Scoring;
import dev.limner.models.Estimate;
import dev.limner.models.Provenance;
import dev.limner.models.lifetime.GammaGamma;
import dev.limner.models.lifetime.ParetoNbd;
import dev.limner.models.lifetime.PurchaseHistory;
import dev.limner.models.tree.GradientBoosting;
import dev.limner.models.tree.Loss;
import dev.limner.models.tree.TreeShap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A fitted model that gives scores: a pure function of a row of features.
public sealed interface Learned extends Scoring
        permits Learned.Boosted, Learned.Lifetime, Weighted, Grown, Bent, Foreign, Gauge {
    /// What it is written down as.
    Form form();

    /// What each feature adds to the score of a row, in the learner's own scale (log-odds of an event, its
    /// probability where a forest tells it, else the unit of the amount); empty where the model has no such parts.
    double[] shares(double[] numbers, @Nullable String[] texts);

    /// It as JSON.
    default String written() {
        return JsonMapper.shared().writeValueAsString(form());
    }

    /// It as JSON, with the features that it is a function of.
    default String written(Binding binding) {
        ObjectNode tree = JsonMapper.shared().valueToTree(form());
        ArrayNode features = tree.putArray("of_features");
        binding.features().forEach(feature -> features.add(feature.text()));
        return JsonMapper.shared().writeValueAsString(tree);
    }

    /// Whether what was written down is a function of the features of a binding. Of versions written before
    /// features were noted their number tells.
    static boolean isOf(String json, Binding binding) {
        JsonNode tree = JsonMapper.shared().readTree(json);
        JsonNode features = tree.get("of_features");
        if (features == null) {
            JsonNode texts = tree.at("/encoding/texts");
            return texts.isMissingNode() || texts.size() == binding.features().size();
        }
        return features.valueStream()
                .map(JsonNode::stringValue)
                .toList()
                .equals(binding.features().stream().map(Binding.Feature::text).toList());
    }

    /// The model that JSON says.
    static Learned read(String json) {
        return of(JsonMapper.shared().readValue(json, Form.class));
    }

    /// The model that was written down.
    static Learned of(Form form) {
        return switch (form) {
            case Form.Boosted boosted -> new Boosted(boosted);
            case Form.Logistic logistic -> new Weighted(logistic);
            case Form.Forest forest -> new Grown(forest);
            case Form.Calibrated calibrated -> new Bent(calibrated);
            case Form.Onnx onnx -> new Foreign(onnx);
            case Form.Lifetime lifetime -> new Lifetime(lifetime);
            case Gauge gauge -> gauge;
        };
    }

    /// The score of one row of a table.
    default double score(FeatureTable table, int row, boolean[] isText) {
        double[] numbers = new double[isText.length];
        @Nullable String[] texts = new String[isText.length];
        fill(table, row, isText, numbers, texts);
        return score(numbers, texts);
    }

    /// Reads a row of a table as a score is asked for.
    static void fill(FeatureTable table, int row, boolean[] isText, double[] numbers, @Nullable String[] texts) {
        for (int i = 0; i < isText.length; i++) {
            numbers[i] = isText[i] ? Double.NaN : table.number(i, row);
            texts[i] = isText[i] ? table.text(i, row) : null;
        }
    }

    /// Boosted trees over encoded features.
    final class Boosted implements Learned {
        private final Form.Boosted form;
        private transient @Nullable GradientBoosting model;
        private transient @Nullable TreeShap shap;

        Boosted(Form.Boosted form) {
            this.form = form;
        }

        static Loss loss(ModelDefinition.Kind kind) {
            return switch (kind) {
                case EVENT -> new Loss.Logistic();
                case AMOUNT, COUNT -> new Loss.Poisson();
                case UPPER -> new Loss.Pinball(0.9);
                case ALIVE, ORDERS, VALUE, WAIT, SHARE, LEVEL, TREND, DOSE ->
                    throw new IllegalArgumentException(kind + " is no kind for trees");
            };
        }

        private synchronized GradientBoosting model() {
            GradientBoosting known = model;
            if (known == null) {
                known = GradientBoosting.of(
                        form.start(),
                        form.trees().stream().map(Form.Nodes::tree).toList(),
                        loss(form.kind()),
                        new Provenance("GradientBoosting", "", 0, 0, 0, null));
                model = known;
            }
            return known;
        }

        private synchronized TreeShap shap() {
            TreeShap known = shap;
            if (known == null) {
                known = TreeShap.of(model());
                shap = known;
            }
            return known;
        }

        @Override
        public Form form() {
            return form;
        }

        @Override
        public double score(double[] numbers, @Nullable String[] texts) {
            return model().predict(form.encoding().row(numbers, texts));
        }

        @Override
        public double[] shares(double[] numbers, @Nullable String[] texts) {
            return shap().shares(form.encoding().row(numbers, texts));
        }
    }

    /// Pareto/NBD, with Gamma-Gamma where money is asked for, over the four columns of [Lifetimes].
    final class Lifetime implements Learned {
        private final Form.Lifetime form;
        private final transient ParetoNbd model;
        private final transient GammaGamma spends;

        Lifetime(Form.Lifetime form) {
            this.form = form;
            model = new ParetoNbd(form.r(), form.alpha(), form.s(), form.beta());
            spends = new GammaGamma(form.p(), form.q(), form.v());
        }

        private Object readResolve() {
            return new Lifetime(form);
        }

        @Override
        public Form form() {
            return form;
        }

        @Override
        public double score(double[] numbers, @Nullable String[] texts) {
            PurchaseHistory history = Lifetimes.history(numbers);
            return history == null ? Double.NaN : score(history, Lifetimes.meanSpend(numbers));
        }

        private double score(PurchaseHistory history, double spend) {
            return switch (form.kind()) {
                case ALIVE -> known(model.aliveProbability(history));
                case ORDERS -> model.expectedPurchases(history, form.horizonDays());
                case VALUE ->
                    Double.isNaN(spend)
                            ? Double.NaN
                            : model.expectedPurchases(history, form.horizonDays())
                                    * known(spends.expectedSpend(
                                            new GammaGamma.Spending(history.repeats() + 1, spend)));
                case EVENT, AMOUNT, COUNT, UPPER, WAIT, SHARE, LEVEL, TREND, DOSE ->
                    throw new IllegalStateException(form.kind() + " is no kind of lifetimes");
            };
        }

        private static double known(Estimate estimate) {
            return switch (estimate) {
                case Estimate.Known(double value) -> value;
                case Estimate.NotEstimable _ -> Double.NaN;
            };
        }

        /// What a row would score less with a column at the mean of all, column by column: no Shapley value,
        /// and therefore not given.
        @Override
        public double[] shares(double[] numbers, @Nullable String[] texts) {
            return new double[0];
        }
    }

    /// All rows of a table in the order of `rows`.
    static double[] scores(Learned learned, FeatureTable table, int[] rows, boolean[] isText) {
        return IntStream.of(rows)
                .mapToDouble(row -> learned.score(table, row, isText))
                .toArray();
    }
}
