package dev.limner.predict;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.models.Progress;
import dev.limner.models.evaluation.Ranking;
import dev.limner.models.tree.GradientBoosting;
import dev.limner.models.tree.Loss;
import dev.limner.models.tree.TreeShap;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// Who is like the members of a segment without being one, by everything that features tell of customers at
/// an instant (boosted trees).
///
/// Customers are dealt into five parts by their numbers; each is scored by a model that has seen the other
/// four alone. So every member was held out once, and nobody is scored by a model that was told not to be a
/// member. A feature that tells members all by itself is what the segment is made of, and left out: it
/// would find nobody.
public final class LookAlike {
    private static final int FOLDS = 5;
    private static final int FEWEST_MEMBERS = 50;
    private static final int ROUNDS = 60;
    private static final int LEAVES = 6;
    private static final int LEAST_ROWS = 10;
    private static final int EXPLAINED = 200;
    private static final int SHOWN = 8;
    private static final double TELLING = 0.95;
    private static final List<Merit> MERITS = List.of(Merit.AUC, Merit.AVERAGE_PRECISION, Merit.LIFT_10);

    private LookAlike() {}

    /// What features say most: the expression read aloud, and its share of all that they say.
    public record Sign(String feature, Words aloud, double share) {}

    /// The scores and how good they are.
    ///
    /// @param customers how many were looked at, and `members` of the segment among them
    /// @param judged the held-out members against all others: the model, and recency with frequency
    /// @param leftOut features that tell members all by themselves, read aloud
    /// @param alike those who are no members, the most alike first
    public record Found(
            int customers,
            int members,
            List<ListQuality> judged,
            List<Sign> signs,
            List<Words> leftOut,
            List<Prediction> alike) {
        public Found {
            judged = List.copyOf(judged);
            signs = List.copyOf(signs);
            leftOut = List.copyOf(leftOut);
            alike = List.copyOf(alike);
        }
    }

    /// What came of it.
    public sealed interface Outcome {
        record Done(Found found) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /// Finds who is like the members of a segment without being one.
    ///
    /// @param binding whom to look at, and by which features
    /// @param segment the members
    /// @param micros the instant asked for
    public static Outcome find(
            Binding binding, RoaringBitmap segment, Engine engine, Scope scope, long micros, Work work) {
        FeatureStudy study = new FeatureStudy(binding.ofTraining(), List.of(micros), 0);
        FeatureTable table = engine.run(study, scope, work.part()).table();
        Training.Rows rows =
                new Training.Rows(binding, table, new Training.Times(List.of(micros), List.of(), micros, micros));
        int[] all = IntStream.range(0, table.size()).toArray();
        double[] member = IntStream.of(all)
                .mapToDouble(row -> segment.contains(table.customer(row)) ? 1 : 0)
                .toArray();
        int members = (int) java.util.Arrays.stream(member).sum();
        if (members < FEWEST_MEMBERS) {
            return new Outcome.Refused(new Refusal.TooFewCustomers(members, FEWEST_MEMBERS));
        }
        if (all.length - members < FEWEST_MEMBERS) {
            return new Outcome.Refused(new Refusal.NoVariation(all.length, all.length - members));
        }
        boolean[] left = tells(binding, table, all, member);
        double[] scores = new double[all.length];
        double[] simple = new double[all.length];
        double[] signs = new double[binding.features().size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            work.check();
            int part = fold;
            int[] learned = IntStream.of(all)
                    .filter(row -> fold(table.customer(row)) != part)
                    .toArray();
            int[] held = IntStream.of(all)
                    .filter(row -> fold(table.customer(row)) == part)
                    .toArray();
            Encoding encoding = Encoding.fit(table, learned, binding.isText());
            double[][] encoded = encoded(encoding, table, learned, left);
            GradientBoosting model = GradientBoosting.fit(
                    encoded,
                    at(member, learned),
                    new Loss.Logistic(),
                    options(encoding),
                    new SplittableRandom(1),
                    Progress.SILENT);
            SimpleRule rule = binding.hasSimpleRule()
                    ? SimpleRule.fit(
                            rows.recency(learned),
                            rows.frequency(learned),
                            at(member, learned),
                            ModelDefinition.Kind.EVENT)
                    : null;
            double[] recency = rule == null ? simple : rows.recency(held);
            double[] frequency = rule == null ? simple : rows.frequency(held);
            for (int i = 0; i < held.length; i++) {
                scores[held[i]] = model.predict(row(encoding, table, held[i], left));
                simple[held[i]] = rule == null ? 0 : rule.predict(recency[i], frequency[i]);
            }
            if (fold == 0) {
                weigh(model, encoding, table, held, left, signs);
            }
        }
        List<ListQuality> judged = new ArrayList<>();
        judged.add(quality(ModelCard.Who.MODEL, scores, member));
        if (binding.hasSimpleRule()) {
            judged.add(quality(ModelCard.Who.RFM, simple, member));
        }
        judged.add(quality(ModelCard.Who.NAIVE, new double[all.length], member));
        List<Prediction> alike = IntStream.of(all)
                .filter(row -> member[row] == 0)
                .mapToObj(row -> new Prediction(table.customer(row), scores[row]))
                .sorted(Comparator.comparingDouble((Prediction each) -> -each.score())
                        .thenComparingInt(Prediction::customer))
                .toList();
        List<Words> leftOut = IntStream.range(0, left.length)
                .filter(i -> left[i])
                .mapToObj(i -> binding.features().get(i).aloud())
                .toList();
        return new Outcome.Done(new Found(all.length, members, judged, signs(binding, signs), leftOut, alike));
    }

    private static int fold(int customer) {
        return new SplittableRandom(customer * 0x9E3779B97F4A7C15L).nextInt(FOLDS);
    }

    /// By feature whether it tells members by itself: most likely the segment is made of it.
    private static boolean[] tells(Binding binding, FeatureTable table, int[] all, double[] member) {
        boolean[] tells = new boolean[binding.features().size()];
        boolean[] isMember = new boolean[all.length];
        for (int i = 0; i < all.length; i++) {
            isMember[i] = member[i] > 0;
        }
        for (int column = 0; column < tells.length; column++) {
            int of = column;
            if (!binding.features().get(column).isText()) {
                double[] values = IntStream.of(all)
                        .mapToDouble(row -> table.number(of, row))
                        .map(value -> Double.isNaN(value) ? -Double.MAX_VALUE : value)
                        .toArray();
                double auc = Ranking.of(values, isMember).auc().orThrow();
                tells[column] = Math.max(auc, 1 - auc) > TELLING;
            }
        }
        return tells;
    }

    private static double[] row(Encoding encoding, FeatureTable table, int row, boolean[] left) {
        double[] numbers = encoding.row(table, row);
        for (int i = 0; i < left.length; i++) {
            numbers[i] = left[i] ? 0 : numbers[i];
        }
        return numbers;
    }

    private static double[][] encoded(Encoding encoding, FeatureTable table, int[] rows, boolean[] left) {
        return IntStream.of(rows)
                .mapToObj(row -> row(encoding, table, row, left))
                .toArray(double[][]::new);
    }

    private static GradientBoosting.Options options(Encoding encoding) {
        GradientBoosting.Options usual = GradientBoosting.Options.defaults();
        return new GradientBoosting.Options(
                ROUNDS,
                usual.rate(),
                LEAVES,
                usual.depth(),
                LEAST_ROWS,
                usual.ridge(),
                0.7,
                0,
                15,
                0.15,
                List.of(),
                encoding.categories());
    }

    private static void weigh(
            GradientBoosting model, Encoding encoding, FeatureTable table, int[] held, boolean[] left, double[] signs) {
        TreeShap shap = TreeShap.of(model);
        int step = Math.max(1, held.length / EXPLAINED);
        for (int i = 0; i < held.length; i += step) {
            double[] shares = shap.shares(row(encoding, table, held[i], left));
            for (int j = 0; j < signs.length; j++) {
                signs[j] += Math.abs(shares[j]);
            }
        }
    }

    private static List<Sign> signs(Binding binding, double[] weights) {
        double all = java.util.Arrays.stream(weights).sum();
        return IntStream.range(0, weights.length)
                .filter(i -> weights[i] > 0)
                .mapToObj(i -> new Sign(
                        binding.features().get(i).name(),
                        binding.features().get(i).aloud(),
                        weights[i] / all))
                .sorted(Comparator.comparingDouble(sign -> -sign.share()))
                .limit(SHOWN)
                .toList();
    }

    private static ListQuality quality(ModelCard.Who who, double[] scores, double[] member) {
        return ListQuality.of(
                who, MERITS, member.length, places -> Merit.measured(MERITS, at(scores, places), at(member, places)));
    }

    private static double[] at(double[] values, int[] places) {
        return IntStream.of(places).mapToDouble(i -> values[i]).toArray();
    }
}
