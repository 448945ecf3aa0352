package dev.limner.predict;

import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Glossary;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.Reading;
import dev.limner.language.Type;
import dev.limner.language.plan.Lexicon;
import dev.limner.models.Progress;
import dev.limner.models.cluster.PrincipalComponents;
import dev.limner.models.statistics.Quantiles;
import dev.limner.models.tree.DecisionTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Groups that were found, being turned into rules, profiles and a plane.
final class Finding {
    private static final int DEPTH = 3;
    private static final double INSIDE = 0.5;
    /// In standard deviations: how far a feature's mean must lie from everybody's to give a name.
    private static final double APART = 0.25;
    /// Of a direction's length.
    private static final double WEIGHTY = 0.3;
    private static final int MOST_POINTS = 600;

    private final List<Binding.Feature> features;
    private final double[][] rows;
    private final boolean[] held;
    private final Centroids centroids;
    private final double[][] standard;
    private final int[] nearest;
    private final List<Rule> rules;

    /// A tree that tells a group from the others, and its nodes whose rows count as the group.
    private record Rule(WrittenTree tree, List<Integer> nodes) {
        boolean takes(double[] row) {
            return nodes.stream().anyMatch(node -> tree.reaches(node, row));
        }

        List<String> branches() {
            return nodes.stream()
                    .map(tree::rule)
                    .filter(branch -> !branch.isEmpty())
                    .toList();
        }

        String text(String population) {
            List<String> branches = branches();
            return switch (branches.size()) {
                case 0 -> population;
                case 1 -> population + " and " + branches.getFirst();
                default ->
                    branches.stream()
                            .map(branch -> "(" + branch + ")")
                            .collect(Collectors.joining(" or ", population + " and (", ")"));
            };
        }
    }

    /// @param rows of features, a missing value as NaN
    /// @param held by row whether it is held out
    Finding(List<Binding.Feature> features, double[][] rows, boolean[] held, Centroids centroids) {
        this.features = features;
        this.rows = rows;
        this.held = held;
        this.centroids = centroids;
        standard = Arrays.stream(rows).map(centroids::standard).toArray(double[][]::new);
        nearest = Arrays.stream(standard).mapToInt(centroids::nearest).toArray();
        List<Column> columns = IntStream.range(0, features.size())
                .<Column>mapToObj(i -> new Column.Amount(
                        i, features.get(i).text(), features.get(i).checked().type() == Type.DURATION))
                .toList();
        boolean[] missing = WrittenTree.missing(rows, columns.size());
        int[] seen = rows(row -> !held[row]);
        double[][] fitted = Arrays.stream(seen).mapToObj(row -> rows[row]).toArray(double[][]::new);
        rules = IntStream.range(0, centroids.centres().size())
                .mapToObj(group -> rule(
                        fitted,
                        Arrays.stream(seen)
                                .mapToDouble(row -> nearest[row] == group ? 1 : 0)
                                .toArray(),
                        columns,
                        missing))
                .toList();
    }

    /// By row the group that it is nearest to.
    int[] nearest() {
        return nearest.clone();
    }

    private int[] rows(IntPredicate which) {
        return IntStream.range(0, rows.length).filter(which).toArray();
    }

    /// The leaves of a small tree in which most customers are of the group; the best one where there are none.
    private static Rule rule(double[][] rows, double[] inside, List<Column> columns, boolean[] missing) {
        int least = Math.max(10, rows.length / 100);
        DecisionTree fitted = DecisionTree.fit(rows, inside, new DecisionTree.Options(DEPTH, least), Progress.SILENT);
        WrittenTree tree = WrittenTree.of(fitted, columns, rows, missing);
        List<Integer> leaves = Arrays.stream(tree.leaves()).boxed().toList();
        List<Integer> most =
                leaves.stream().filter(leaf -> tree.mean(leaf) >= INSIDE).toList();
        return new Rule(
                tree,
                most.isEmpty()
                        ? leaves.stream()
                                .sorted(Comparator.comparingDouble(leaf -> -tree.mean(leaf)))
                                .limit(1)
                                .toList()
                        : tree.covering(most));
    }

    RuleClusters clusters(
            String population,
            Glossary glossary,
            Lexicon lexicon,
            double quality,
            double stability,
            RuleClusters.Origin origin) {
        int[] out = rows(row -> held[row]);
        int[][] taken = Arrays.stream(rows)
                .map(row -> IntStream.range(0, rules.size())
                        .filter(group -> rules.get(group).takes(row))
                        .toArray())
                .toArray(int[][]::new);
        List<Integer> order = IntStream.range(0, rules.size())
                .boxed()
                .sorted(Comparator.comparingLong(group -> -count(row -> nearest[row] == group)))
                .toList();
        Checked whom = Checker.condition(Parser.parse(population), lexicon);
        return new RuleClusters(
                rows.length,
                out.length,
                quality,
                stability,
                share(out, row -> taken[row].length == 1 && taken[row][0] == nearest[row]),
                count(row -> taken[row].length != 1) / (double) rows.length,
                population,
                Reading.aloud(whom.expr(), glossary),
                order.stream()
                        .map(group -> cluster(group, population, glossary, taken))
                        .toList(),
                plane(order, origin.seed()),
                centroids,
                origin);
    }

    private long count(IntPredicate which) {
        return IntStream.range(0, rows.length).filter(which).count();
    }

    private static double share(int[] of, IntPredicate which) {
        return of.length == 0 ? 0 : Arrays.stream(of).filter(which).count() / (double) of.length;
    }

    private RuleClusters.Cluster cluster(int group, String population, Glossary glossary, int[][] taken) {
        IntPredicate takes = row -> Arrays.stream(taken[row]).anyMatch(each -> each == group);
        IntPredicate is = row -> nearest[row] == group;
        int[] all = rows(_ -> true);
        String rule =
                Printer.print(Parser.parse(rules.get(group).text(population)).orThrow());
        return new RuleClusters.Cluster(
                Clustering.id(group),
                Naming.of(
                        features.stream().map(Binding.Feature::name).toList(),
                        numbers(centroids.centres().get(group)),
                        APART),
                rule,
                Reading.aloud(Parser.parse(rule).expr(), glossary),
                rules.get(group).branches().stream()
                        .map(branch -> Reading.clause(Parser.parse(branch).orThrow(), glossary))
                        .toList(),
                share(all, is),
                share(all, row -> takes.test(row) && taken[row].length == 1),
                share(rows(row -> held[row]), row -> takes.test(row) == is.test(row)),
                share(rows(row -> held[row] && takes.test(row)), is),
                share(rows(row -> held[row] && is.test(row)), takes),
                profile(rows(is)));
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private List<RuleClusters.Profile> profile(int[] members) {
        List<RuleClusters.Profile> profile = new ArrayList<>();
        int[] all = rows(_ -> true);
        for (int i = 0; i < features.size(); i++) {
            Binding.Feature feature = features.get(i);
            double[] inside = known(members, i);
            double[] everybody = known(all, i);
            profile.add(new RuleClusters.Profile(
                    feature.name(),
                    feature.aloud(),
                    feature.checked().type(),
                    mean(inside),
                    median(inside),
                    mean(everybody),
                    median(everybody)));
        }
        return profile;
    }

    private double[] known(int[] of, int column) {
        return Arrays.stream(of)
                .mapToDouble(row -> rows[row][column])
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double median(double[] values) {
        return values.length == 0 ? 0 : Quantiles.of(values, new double[] {0.5})[0];
    }

    private RuleClusters.Plane plane(List<Integer> order, long seed) {
        PrincipalComponents components = PrincipalComponents.fit(
                Arrays.stream(rows(row -> !held[row]))
                        .mapToObj(row -> standard[row])
                        .toArray(double[][]::new),
                Progress.SILENT);
        List<RuleClusters.Axis> axes = new ArrayList<>();
        List<String> names = features.stream().map(Binding.Feature::name).toList();
        for (int axis = 0; axis < 2; axis++) {
            double[] direction = components.direction(axis);
            axes.add(new RuleClusters.Axis(
                    components.shares()[axis],
                    Naming.of(
                            names,
                            Arrays.stream(direction).map(weight -> -weight).toArray(),
                            WEIGHTY),
                    Naming.of(names, direction, WEIGHTY)));
        }
        List<RuleClusters.Point> points = new SplittableRandom(seed)
                .ints(0, rows.length)
                .distinct()
                .limit(Math.min(MOST_POINTS, rows.length))
                .mapToObj(row -> point(components, standard[row], nearest[row]))
                .toList();
        return new RuleClusters.Plane(
                axes,
                points,
                order.stream()
                        .map(group ->
                                point(components, numbers(centroids.centres().get(group)), group))
                        .toList());
    }

    private static RuleClusters.Point point(PrincipalComponents components, double[] row, int group) {
        double[] at = components.project(row, 2);
        return new RuleClusters.Point(rounded(at[0]), rounded(at[1]), Clustering.id(group));
    }

    private static double rounded(double coordinate) {
        return Math.round(1000 * coordinate) / 1000.0;
    }
}
