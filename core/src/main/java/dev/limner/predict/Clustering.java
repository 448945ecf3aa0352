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
import dev.limner.models.Progress;
import dev.limner.models.cluster.ClusterQuality;
import dev.limner.models.cluster.ClusterStability;
import dev.limner.models.cluster.KMeans;
import dev.limner.models.statistics.Standardiser;
import dev.limner.models.tree.DecisionTree;
import dev.limner.problem.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
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
    private static final int DEPTH = 3;
    private static final double INSIDE = 0.5;
    private static final double HELD_OUT = 1.0 / 3;
    private static final double MOST_MISSING = 0.2;
    /// In standard deviations: how far a feature's mean must lie from everybody's to give a name.
    private static final double APART = 0.25;

    /// Expressions by name, whose names are those of the words for high and low.
    private static final Map<String, String> FEATURES = features();

    private final List<Binding.Feature> features;
    private final Checked population;
    private final Lexicon lexicon;

    private Clustering(List<Binding.Feature> features, Checked population, Lexicon lexicon) {
        this.features = features;
        this.population = population;
        this.lexicon = lexicon;
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
        Checked population = Checker.condition(Parser.parse("any order in last 365 days"), lexicon);
        List<Binding.Feature> features = new ArrayList<>();
        FEATURES.forEach((name, text) -> {
            Checked checked = Checker.value(Parser.parse(text), lexicon);
            if (checked.isRight()) {
                features.add(new Binding.Feature(name, checked, Reading.aloud(checked.expr(), glossary)));
            }
        });
        return population.isRight() && !features.isEmpty() ? new Clustering(features, population, lexicon) : null;
    }

    /// The study whose table [#find] takes, as of an instant in microseconds.
    public FeatureStudy study(long micros) {
        Compiler compiler = new Compiler(lexicon).condition(population);
        features.forEach(feature -> compiler.value(feature.checked()));
        return new FeatureStudy(compiler.asKnown().plan(), List.of(micros), -1);
    }

    /// Finds groups in the rows of [#study], and their rules.
    public Outcome find(FeatureTable table, long seed, Progress progress) {
        int[] columns = IntStream.range(0, features.size())
                .filter(column -> isKnown(table, column))
                .toArray();
        if (table.size() < FEWEST || columns.length < 2) {
            return new Outcome.Refused(new Refusal.TooFewCustomers(table.size(), FEWEST));
        }
        double[][] rows = IntStream.range(0, table.size())
                .mapToObj(row -> Arrays.stream(columns)
                        .mapToDouble(column -> known(table.number(column, row)))
                        .toArray())
                .toArray(double[][]::new);
        boolean[] held = new boolean[rows.length];
        for (int row = 0; row < held.length; row++) {
            held[row] = isHeldOut(table.customer(row));
        }
        double[][] seen = part(rows, held, false);
        double[][] unseen = part(rows, held, true);
        Standardiser standardiser = Standardiser.fit(logarithms(seen));
        double[][] standard = standardiser.apply(logarithms(seen));
        SplittableRandom random = new SplittableRandom(seed);
        KMeans best = null;
        double quality = Double.NEGATIVE_INFINITY;
        for (int k = FEWEST_CLUSTERS; k <= MOST_CLUSTERS; k++) {
            progress.report((k - FEWEST_CLUSTERS) / (double) (MOST_CLUSTERS - FEWEST_CLUSTERS + 1));
            KMeans found = KMeans.fit(standard, KMeans.Options.defaults(k), random, Progress.SILENT);
            double of = value(ClusterQuality.sampledSilhouette(standard, found.labels(), SILHOUETTE_SAMPLE, random));
            if (best == null || of > quality) {
                best = found;
                quality = of;
            }
        }
        KMeans groups = java.util.Objects.requireNonNull(best);
        int k = groups.centres().length;
        double stability = ClusterStability.of(
                        standard, KMeans.Options.defaults(k), STABILITY_PAIRS, random, Progress.SILENT)
                .mean();
        int[] truth = Arrays.stream(standardiser.apply(logarithms(unseen)))
                .mapToInt(groups::clusterOf)
                .toArray();
        List<List<DecisionTree.Rule>> rules = IntStream.range(0, k)
                .mapToObj(cluster -> rule(seen, groups.labels(), cluster))
                .toList();
        Finding finding = new Finding(columns, seen, unseen, groups, truth, rules);
        Map<Integer, String> nearest = new HashMap<>();
        double[][] all = standardiser.apply(logarithms(rows));
        for (int row = 0; row < all.length; row++) {
            nearest.put(table.customer(row), id(groups.clusterOf(all[row])));
        }
        return new Outcome.Found(
                new RuleClusters(
                        rows.length,
                        unseen.length,
                        quality,
                        stability,
                        finding.fidelity(),
                        IntStream.range(0, k)
                                .boxed()
                                .sorted(Comparator.comparingLong(cluster -> -finding.size(cluster)))
                                .map(cluster -> cluster(finding, cluster))
                                .toList()),
                nearest);
    }

    private static String id(int cluster) {
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

    private boolean isKnown(FeatureTable table, int column) {
        long missing = IntStream.range(0, table.size())
                .filter(row -> Double.isNaN(table.number(column, row)))
                .count();
        long different = IntStream.range(0, table.size())
                .mapToDouble(row -> known(table.number(column, row)))
                .distinct()
                .limit(3)
                .count();
        return missing <= MOST_MISSING * table.size() && different == 3;
    }

    private static double known(double number) {
        return Double.isNaN(number) ? 0 : number;
    }

    private static double[][] part(double[][] rows, boolean[] held, boolean out) {
        return IntStream.range(0, rows.length)
                .filter(row -> held[row] == out)
                .mapToObj(row -> rows[row])
                .toArray(double[][]::new);
    }

    private static double[][] logarithms(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row)
                        .map(value -> Math.log1p(Math.max(0, value)))
                        .toArray())
                .toArray(double[][]::new);
    }

    /// The leaves of a small tree in which most customers are of the group, with limits as they are written.
    private static List<DecisionTree.Rule> rule(double[][] rows, int[] labels, int cluster) {
        double[] inside = Arrays.stream(labels)
                .mapToDouble(label -> label == cluster ? 1 : 0)
                .toArray();
        int least = Math.max(10, rows.length / 100);
        List<DecisionTree.Rule> leaves = DecisionTree.fit(
                        rows, inside, new DecisionTree.Options(DEPTH, least), Progress.SILENT)
                .rules();
        List<DecisionTree.Rule> taken = leaves.stream()
                .filter(rule -> rule.mean() >= INSIDE)
                .map(Clustering::written)
                .toList();
        return taken.isEmpty()
                ? List.of(written(Collections.max(leaves, Comparator.comparingDouble(DecisionTree.Rule::mean))))
                : taken;
    }

    private static DecisionTree.Rule written(DecisionTree.Rule rule) {
        return new DecisionTree.Rule(
                rule.conditions().stream()
                        .map(each ->
                                new DecisionTree.Condition(each.column(), rounded(each.above()), rounded(each.upTo())))
                        .toList(),
                rule.rows(),
                rule.mean());
    }

    private static double rounded(double limit) {
        return Double.isInfinite(limit)
                ? limit
                : BigDecimal.valueOf(limit).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
    }

    /// Groups, their rules, and the customers held out with the groups that they are nearest to.
    private static final class Finding {
        private final int[] columns;
        private final double[][] seen;
        private final double[][] unseen;
        private final KMeans groups;
        private final int[] truth;
        private final List<List<DecisionTree.Rule>> rules;

        Finding(
                int[] columns,
                double[][] seen,
                double[][] unseen,
                KMeans groups,
                int[] truth,
                List<List<DecisionTree.Rule>> rules) {
            this.columns = columns;
            this.seen = seen;
            this.unseen = unseen;
            this.groups = groups;
            this.truth = truth;
            this.rules = rules;
        }

        boolean takes(int cluster, double[] row) {
            return rules.get(cluster).stream()
                    .anyMatch(rule -> rule.conditions().stream()
                            .allMatch(each -> row[each.column()] > each.above() && row[each.column()] <= each.upTo()));
        }

        double fidelity() {
            return IntStream.range(0, unseen.length)
                            .filter(row -> IntStream.range(0, rules.size())
                                    .allMatch(cluster -> takes(cluster, unseen[row]) == (truth[row] == cluster)))
                            .count()
                    / (double) unseen.length;
        }

        long size(int cluster) {
            return Arrays.stream(groups.labels())
                    .filter(label -> label == cluster)
                    .count();
        }
    }

    private RuleClusters.Cluster cluster(Finding finding, int cluster) {
        int taken = 0;
        int inside = 0;
        int both = 0;
        int right = 0;
        for (int row = 0; row < finding.unseen.length; row++) {
            boolean takes = finding.takes(cluster, finding.unseen[row]);
            boolean is = finding.truth[row] == cluster;
            taken += takes ? 1 : 0;
            inside += is ? 1 : 0;
            both += takes && is ? 1 : 0;
            right += takes == is ? 1 : 0;
        }
        double[] centre = finding.groups.centres()[cluster];
        Integer[] order = IntStream.range(0, centre.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(column -> -Math.abs(centre[column])));
        List<Words> names = Arrays.stream(order)
                .filter(column -> Math.abs(centre[column]) >= APART)
                .limit(2)
                .map(column -> Refusal.WORDS.say(
                        features.get(finding.columns[column]).name() + (centre[column] > 0 ? "_high" : "_low")))
                .toList();
        Words title = names.isEmpty()
                ? Refusal.WORDS.say("middling")
                : new Words(
                        names.stream().map(Words::en).collect(Collectors.joining(", ")),
                        names.stream().map(Words::zh).collect(Collectors.joining("、")));
        double held = finding.unseen.length;
        return new RuleClusters.Cluster(
                id(cluster),
                new Words(
                        title.en().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                                + title.en().substring(1),
                        title.zh()),
                text(finding, cluster),
                finding.size(cluster) / (double) finding.seen.length,
                right / held,
                taken == 0 ? 0 : both / (double) taken,
                inside == 0 ? 0 : both / (double) inside,
                profile(finding, cluster));
    }

    private List<RuleClusters.Mean> profile(Finding finding, int cluster) {
        List<RuleClusters.Mean> profile = new ArrayList<>();
        for (int i = 0; i < finding.columns.length; i++) {
            int column = i;
            Binding.Feature feature = features.get(finding.columns[i]);
            double everybody = Arrays.stream(finding.seen)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElse(0);
            double inside = IntStream.range(0, finding.seen.length)
                    .filter(row -> finding.groups.labels()[row] == cluster)
                    .mapToDouble(row -> finding.seen[row][column])
                    .average()
                    .orElse(0);
            profile.add(new RuleClusters.Mean(feature.name(), feature.aloud(), inside, everybody));
        }
        return profile;
    }

    /// The rule in the language: whom the population has, and one of the leaves.
    private String text(Finding finding, int cluster) {
        List<String> leaves = finding.rules.get(cluster).stream()
                .map(rule -> rule.conditions().stream()
                        .flatMap(each -> {
                            String feature =
                                    features.get(finding.columns[each.column()]).text();
                            List<String> limits = new ArrayList<>();
                            if (!Double.isInfinite(each.above())) {
                                limits.add(feature + " > " + plain(each.above()));
                            }
                            if (!Double.isInfinite(each.upTo())) {
                                limits.add(feature + " <= " + plain(each.upTo()));
                            }
                            return limits.stream();
                        })
                        .collect(Collectors.joining(" and ")))
                .filter(leaf -> !leaf.isEmpty())
                .toList();
        String whom = Printer.print(population.expr());
        return switch (leaves.size()) {
            case 0 -> whom;
            case 1 -> whom + " and " + leaves.getFirst();
            default ->
                whom + " and (" + leaves.stream().map(leaf -> "(" + leaf + ")").collect(Collectors.joining(" or "))
                        + ")";
        };
    }

    private static String plain(double limit) {
        return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }
}
