package dev.limner.predict;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.engine.Together;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a model says of one customer.
public record Prediction(int customer, double score) {
    private static final int REASONS = 5;

    /// The same with its reasons, the weightiest first.
    public record Explained(ModelDefinition definition, double score, List<Reason> reasons) {
        public Explained {
            reasons = List.copyOf(reasons);
        }
    }

    /// What one feature did to the score.
    ///
    /// @param value the customer's, as a number or a text; null where missing
    /// @param share what it adds, in the model's own scale
    public record Reason(
            String feature, Words aloud, @Nullable String value, double share) {}

    /// Everybody's, by customer number; those that cannot be told are left out.
    ///
    /// @param micros the instant asked for
    public static List<Prediction> all(
            Binding binding, Learned learned, Engine engine, Scope scope, long micros, Work work) {
        FeatureTable table = table(binding, engine, scope, micros, work);
        boolean[] isText = binding.isText();
        List<Prediction> all = new ArrayList<>(table.size());
        for (int row = 0; row < table.size(); row++) {
            double score = learned.score(table, row, isText);
            if (!Double.isNaN(score)) {
                all.add(new Prediction(table.customer(row), score));
            }
        }
        return all;
    }

    private static FeatureTable table(Binding binding, Engine engine, Scope scope, long micros, Work work) {
        return engine.run(study(binding, micros), scope, work).table();
    }

    private static FeatureStudy study(Binding binding, long micros) {
        return new FeatureStudy(binding.ofFeatures(), List.of(micros), -1);
    }

    /// A model, and the version of it that is asked.
    public record Asked(Binding binding, Learned learned) {}

    /// What several models say of one customer, with reasons, in one pass; those are left out that do not speak of him.
    ///
    /// @param alone the customer
    /// @param micros the instant asked for
    public static List<Explained> explained(List<Asked> models, Engine engine, Scope alone, long micros, Work work) {
        List<FeatureStudy> studies =
                models.stream().map(asked -> study(asked.binding(), micros)).toList();
        Together together = new Together(studies.toArray(Study[]::new));
        Together.Answers answers = engine.run(together, alone, work);
        List<Explained> all = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            FeatureTable table = together.answer(studies.get(i), answers).table();
            Asked asked = models.get(i);
            Explained explained = table.size() == 0 ? null : explained(asked.binding(), asked.learned(), table);
            if (explained != null) {
                all.add(explained);
            }
        }
        return all;
    }

    private static @Nullable Explained explained(Binding binding, Learned learned, FeatureTable table) {
        boolean[] isText = binding.isText();
        double[] numbers = new double[isText.length];
        @Nullable String[] texts = new String[isText.length];
        Learned.fill(table, 0, isText, numbers, texts);
        double score = learned.score(numbers, texts);
        if (Double.isNaN(score)) {
            return null;
        }
        double[] shares = learned.shares(numbers, texts);
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < isText.length; i++) {
            Binding.Feature feature = binding.features().get(i);
            String value = isText[i] ? texts[i] : Double.isNaN(numbers[i]) ? null : plain(numbers[i]);
            reasons.add(new Reason(feature.name(), feature.aloud(), value, shares.length == 0 ? 0 : shares[i]));
        }
        if (shares.length > 0) {
            reasons.removeIf(reason -> reason.share() == 0);
            reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.share())));
        }
        return new Explained(
                binding.definition(), score, reasons.stream().limit(REASONS).toList());
    }

    private static String plain(double number) {
        return new java.math.BigDecimal(number)
                .setScale(2, java.math.RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
