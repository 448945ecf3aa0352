package dev.limner.predict;

import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Glossary;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.Reading;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.Lexicon;
import dev.limner.models.Estimate;
import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.cluster.ClusterQuality;
import dev.limner.models.cluster.ClusterStability;
import dev.limner.models.cluster.KMeans;
import dev.limner.models.statistics.Standardiser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The search for groups of alike customers (k-means over logarithms of features), each turned into a rule of
/// the language by a small tree.
///
/// Fidelity, precision and recall are those of the rules as they are written, with their rounded limits, on
/// customers whom neither the groups nor the trees have seen.
public final class Clustering {
    private static final int FEWEST = 300;
    private static final int FEWEST_CLUSTERS = 3;
    private static final int MOST_CLUSTERS = 7;
    private static final int SILHOUETTE_SAMPLE = 800;
    private static final int STABILITY_PAIRS = 5;
    private static final double HELD_OUT = 1.0 / 3;
    private static final double MOST_MISSING = 0.2;
    /// Of the work, in how much the groups have been found and only their stability is left.
    private static final double FOUND = 0.7;

    /// Expressions by name, whose names are those of the words for high and low.
    private static final Map<String, String> FEATURES = features();

    private static final String POPULATION = "any order in last 365 days";

    private final List<Binding.Feature> features;
    private final Checked population;
    private final Lexicon lexicon;
    private final Glossary glossary;

    private Clustering(List<Binding.Feature> features, Checked population, Lexicon lexicon, Glossary glossary) {
        this.features = features;
        this.population = population;
        this.lexicon = lexicon;
        this.glossary = glossary;
    }

    private static Map<String, String> features() {
        Map<String, String> features = new LinkedHashMap<>();
        features.put("recency", "days since last order");
        features.put("frequency", "count(order in last 365 days)");
        features.put("spend", "sum(order.total in last 365 days)");
        features.put("basket", "avg(order.total)");
        features.put("breadth", "distinct(purchase.item in last 365 days)");
        features.put("browsing", "count(view in last 90 days)");
        features.put("returns", "count(return in last 365 days)");
        return Collections.unmodifiableMap(features);
    }

    /// What came of a search.
    public sealed interface Outcome {
        /// Groups, and who is nearest to which.
        ///
        /// @param nearest by customer the id of the group that he is nearest to
        record Found(RuleClusters clusters, Map<Integer, String> nearest) implements Outcome {
            public Found {
                nearest = Map.copyOf(nearest);
            }
        }

        record Refused(Refusal refusal) implements Outcome {}
    }

    /// A search over the customers who ordered within a year; features that the workspace lacks are left out,
    /// and without orders there is none.
    public static @Nullable Clustering of(Lexicon lexicon, Glossary glossary) {
        Checked population = Checker.condition(Parser.parse(POPULATION), lexicon);
        List<Binding.Feature> features = new ArrayList<>();
        FEATURES.forEach((name, text) -> {
            Checked checked = Checker.value(Parser.parse(text), lexicon);
            if (checked.isRight()) {
                features.add(new Binding.Feature(name, checked, Reading.aloud(checked.expr(), glossary)));
            }
        });
        return population.isRight() && !features.isEmpty()
                ? new Clustering(features, population, lexicon, glossary)
                : null;
    }

    /// The study whose table [#find] takes, as of an instant in microseconds.
    public FeatureStudy study(long micros) {
        Compiler compiler = new Compiler(lexicon).condition(population);
        features.forEach(feature -> compiler.value(feature.checked()));
        return new FeatureStudy(compiler.asKnown().plan(), List.of(micros), -1);
    }

    /// Finds groups in the rows of [#study], and their rules.
    public Outcome find(FeatureTable table, Instant asOf, long seed, Progress progress) {
        int[] all = IntStream.range(0, table.size()).toArray();
        int[] seen = Arrays.stream(all)
                .filter(row -> !isHeldOut(table.customer(row)))
                .toArray();
        int[] columns = IntStream.range(0, features.size())
                .filter(column -> isKnown(table, column, seen))
                .toArray();
        if (table.size() < FEWEST || columns.length < 2) {
            return new Outcome.Refused(new Refusal.TooFewCustomers(table.size(), FEWEST));
        }
        double[][] rows =
                Arrays.stream(all).mapToObj(row -> row(table, columns, row)).toArray(double[][]::new);
        double[][] logarithms = Arrays.stream(seen)
                .mapToObj(row ->
                        Arrays.stream(rows[row]).map(Centroids::logarithm).toArray())
                .toArray(double[][]::new);
        Standardiser standardiser = Standardiser.fit(logarithms);
        double[][] standard = standardiser.apply(logarithms);
        SplittableRandom random = new SplittableRandom(seed);
        KMeans groups = null;
        double quality = Double.NEGATIVE_INFINITY;
        for (int k = FEWEST_CLUSTERS; k <= MOST_CLUSTERS; k++) {
            progress.report(FOUND * (k - FEWEST_CLUSTERS) / (MOST_CLUSTERS - FEWEST_CLUSTERS + 1));
            KMeans found = KMeans.fit(standard, KMeans.Options.defaults(k), random, Progress.SILENT);
            double of = value(ClusterQuality.sampledSilhouette(standard, found.labels(), SILHOUETTE_SAMPLE, random));
            if (groups == null || of > quality) {
                groups = found;
                quality = of;
            }
        }
        KMeans best = Objects.requireNonNull(groups);
        progress.report(FOUND);
        KMeans.Options options = KMeans.Options.defaults(best.centres().length);
        double stability = ClusterStability.of(standard, options, STABILITY_PAIRS, random, Progress.SILENT)
                .mean();
        List<Binding.Feature> used =
                Arrays.stream(columns).mapToObj(features::get).toList();
        Centroids centroids = new Centroids(
                IntStream.range(0, columns.length)
                        .mapToObj(i -> new Centroids.Scale(
                                used.get(i).name(),
                                used.get(i).text(),
                                standardiser.mean(i),
                                standardiser.deviation(i)))
                        .toList(),
                Arrays.stream(best.centres())
                        .map(centre -> Arrays.stream(centre).boxed().toList())
                        .toList());
        boolean[] held = new boolean[rows.length];
        Arrays.fill(held, true);
        Arrays.stream(seen).forEach(row -> held[row] = false);
        Finding finding = new Finding(used, rows, held, centroids);
        Map<Integer, String> nearest = new HashMap<>();
        for (int row : all) {
            nearest.put(table.customer(row), id(finding.nearest()[row]));
        }
        RuleClusters.Origin origin = new RuleClusters.Origin(
                asOf, seed, Long.toHexString(Fingerprint.of(rows).value()), "KMeans " + options);
        return new Outcome.Found(
                finding.clusters(Printer.print(population.expr()), glossary, lexicon, quality, stability, origin),
                nearest);
    }

    private static double[] row(FeatureTable table, int[] columns, int row) {
        return Arrays.stream(columns)
                .mapToDouble(column -> table.number(column, row))
                .toArray();
    }

    static String id(int cluster) {
        return "cluster-" + (cluster + 1);
    }

    private static double value(Estimate estimate) {
        return switch (estimate) {
            case Estimate.Known(double value) -> value;
            case Estimate.NotEstimable _ -> Double.NEGATIVE_INFINITY;
        };
    }

    /// Whether a customer is held out: told by the number alone, so that anybody can find out again.
    public static boolean isHeldOut(int customer) {
        return new SplittableRandom(customer * 0xD1342543DE82EF95L).nextDouble() < HELD_OUT;
    }

    private static boolean isKnown(FeatureTable table, int column, int[] rows) {
        long missing = Arrays.stream(rows)
                .filter(row -> Double.isNaN(table.number(column, row)))
                .count();
        long different = Arrays.stream(rows)
                .mapToDouble(row -> Centroids.logarithm(table.number(column, row)))
                .distinct()
                .limit(3)
                .count();
        return missing <= MOST_MISSING * rows.length && different == 3;
    }

    /// The study whose table [#standing] takes: the features and the rules of groups that were found before;
    /// null where they name what the workspace no longer has.
    public @Nullable FeatureStudy study(RuleClusters clusters, long micros) {
        Compiler compiler = new Compiler(lexicon).condition(population);
        List<Checked> values = new ArrayList<>();
        clusters.centroids().scales().forEach(each -> values.add(Checker.value(Parser.parse(each.text()), lexicon)));
        clusters.clusters().forEach(each -> values.add(Checker.value(Parser.parse(each.rule()), lexicon)));
        if (!values.stream().allMatch(Checked::isRight)) {
            return null;
        }
        values.forEach(compiler::value);
        return new FeatureStudy(compiler.asKnown().plan(), List.of(micros), -1);
    }

    /// How customers stand to groups that were found before, and to their rules.
    ///
    /// @param heldOut how many of them are of the third that is held out
    /// @param right of these, whom the rules take for the group that they are nearest to and for no other
    /// @param ruled by group the customers whom its rule takes and no other does
    public record Standing(int customers, int heldOut, int right, List<Integer> ruled) {
        public Standing {
            ruled = List.copyOf(ruled);
        }

        /// Whom no rule takes, or more than one.
        public int none() {
            return customers - ruled.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// How the customers of a table of [#study(RuleClusters, long)] stand.
    public static Standing standing(RuleClusters clusters, FeatureTable table) {
        int[] columns = IntStream.range(0, clusters.centroids().scales().size()).toArray();
        int groups = clusters.clusters().size();
        int[] ruled = new int[groups];
        int held = 0;
        int right = 0;
        for (int row = 0; row < table.size(); row++) {
            int at = row;
            int[] taken = IntStream.range(0, groups)
                    .filter(group -> table.number(columns.length + group, at) > 0)
                    .toArray();
            if (taken.length == 1) {
                ruled[taken[0]]++;
            }
            if (isHeldOut(table.customer(row))) {
                int nearest = clusters.centroids().nearest(clusters.centroids().standard(row(table, columns, row)));
                held++;
                right += taken.length == 1
                                && clusters.clusters().get(taken[0]).id().equals(id(nearest))
                        ? 1
                        : 0;
            }
        }
        return new Standing(
                table.size(), held, right, Arrays.stream(ruled).boxed().toList());
    }
}
