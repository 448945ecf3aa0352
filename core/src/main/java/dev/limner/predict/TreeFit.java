package dev.limner.predict;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.event.EventType;
import dev.limner.history.LocalClock;
import dev.limner.language.Expr;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.models.Estimate;
import dev.limner.models.evaluation.ProbabilityErrors;
import dev.limner.models.evaluation.Ranking;
import dev.limner.models.tree.DecisionTree;
import dev.limner.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The fit of a tree that can be read: who will do something, told by few questions about what was known at
/// cut-offs.
///
/// It learns from two thirds of the customers at cut-offs whose outcome was known at the held-out one, and is
/// judged on the other third at that one: neither the customers nor the time had been seen.
public final class TreeFit {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int FEWEST_TRAINING = 200;
    private static final int FEWEST_TEST = 100;
    private static final int FEWEST_DIFFERENT = 20;
    private static final int MOST_CUSTOMERS = 20_000;
    private static final int LEAST_ROWS = 30;

    private final Binding binding;
    private final Engine engine;
    private final long moment;
    private final Instant last;
    private final Instant first;

    /// @param binding of a model that says whether something happens
    /// @param moment as of when expressions are asked, in microseconds since 1970
    /// @param last the last instant whose events count
    /// @param first when the first event happened
    public TreeFit(Binding binding, Engine engine, long moment, Instant last, Instant first) {
        this.binding = binding;
        this.engine = engine;
        this.moment = moment;
        this.last = last;
        this.first = first;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// A tree.
        record Grown(RuleTree tree) implements Outcome {}

        /// None, and why.
        record Refused(Refusal refusal) implements Outcome {}
    }

    /// Fits and judges.
    ///
    /// @param depth the most questions on a path
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public Outcome run(int depth, Work work) {
        ModelDefinition definition = binding.definition();
        long horizon = definition.horizonDays() * DAY_MICROS;
        long test = moment - horizon;
        List<Long> times = training(test - horizon, horizon, definition.cutoffsOrDefault());
        if (times.isEmpty()) {
            long reach = (moment - LocalClock.micros(first)) / DAY_MICROS;
            return new Outcome.Refused(new Refusal.TooShort(reach, 5L * definition.horizonDays() / 2));
        }
        int cutoffs = times.size();
        Drawn drawn = drawn(test, work);
        if (drawn.count() == 0) {
            return new Outcome.Refused(new Refusal.NoEvents(binding.ofPopulation().needs().types().stream()
                    .map(EventType::name)
                    .collect(Collectors.joining(", "))));
        }
        List<Long> all = new ArrayList<>(times);
        all.add(test);
        all.add(moment);
        FeatureTable table = engine.run(
                        new FeatureStudy(binding.ofTraining(), all, horizon), asKnown(drawn.customers()), work.part())
                .table();
        int[] training = rows(table, row -> table.cutoff(row) < cutoffs && !isHeldOut(table, row));
        int[] held = rows(table, row -> table.cutoff(row) == cutoffs && isHeldOut(table, row));
        Refusal refusal = lacking(table, training, held);
        if (refusal != null) {
            return new Outcome.Refused(refusal);
        }
        List<Column> columns = columns(table, training);
        double[][] numbers = IntStream.range(0, table.size())
                .mapToObj(row -> columns.stream()
                        .mapToDouble(column -> column.number(table, row))
                        .toArray())
                .toArray(double[][]::new);
        double[][] fitted =
                Arrays.stream(training).mapToObj(row -> numbers[row]).toArray(double[][]::new);
        DecisionTree grown = DecisionTree.fit(
                fitted,
                labels(table, training),
                new DecisionTree.Options(depth, Math.max(LEAST_ROWS, training.length / 100)),
                share -> {
                    work.check();
                    return true;
                });
        if (grown.leaves() == 1) {
            return new Outcome.Refused(new Refusal.NoSplit(training.length));
        }
        WrittenTree tree = WrittenTree.of(grown, columns, fitted, WrittenTree.missing(numbers, columns.size()));
        int[] now = drawn.customers() == null ? rows(table, row -> table.cutoff(row) == cutoffs + 1) : null;
        Judging judging = new Judging(tree, table, numbers, training, held, now);
        return new Outcome.Grown(judging.tree(test, times, drawn.share()));
    }

    private List<Long> training(long youngest, long horizon, ModelDefinition.Cutoffs cutoffs) {
        List<Long> times = new ArrayList<>();
        for (int i = cutoffs.count() - 1; i >= 0; i--) {
            long at = youngest - (long) i * cutoffs.everyDays() * DAY_MICROS;
            if (at - LocalClock.micros(first) >= horizon / 2) {
                times.add(at);
            }
        }
        return times;
    }

    /// Why nothing can be learned or judged; null where it can.
    private @Nullable Refusal lacking(FeatureTable table, int[] training, int[] held) {
        if (training.length < FEWEST_TRAINING) {
            return new Refusal.TooFewCustomers(training.length, FEWEST_TRAINING);
        }
        if (held.length < FEWEST_TEST) {
            return new Refusal.TooFewCustomers(held.length, FEWEST_TEST);
        }
        for (int[] part : List.of(training, held)) {
            int hits = (int) Arrays.stream(labels(table, part)).sum();
            int rarer = Math.min(hits, part.length - hits);
            if (rarer < FEWEST_DIFFERENT) {
                return new Refusal.NoVariation(part.length, rarer);
            }
        }
        return null;
    }

    private static boolean isHeldOut(FeatureTable table, int row) {
        return Clustering.isHeldOut(table.customer(row));
    }

    private static int[] rows(FeatureTable table, IntPredicate which) {
        return IntStream.range(0, table.size()).filter(which).toArray();
    }

    private double[] labels(FeatureTable table, int[] rows) {
        int column = binding.features().size() + binding.groups().size() + (binding.hasSimpleRule() ? 2 : 0);
        return Arrays.stream(rows)
                .mapToDouble(row -> table.number(column, row) > 0 ? 1 : 0)
                .toArray();
    }

    /// What the tree may ask about: numbers, facts, and the texts that are frequent.
    private List<Column> columns(FeatureTable table, int[] training) {
        Encoding encoding = Encoding.fit(table, training, binding.isText());
        List<Column> columns = new ArrayList<>();
        for (int place = 0; place < binding.features().size(); place++) {
            Binding.Feature feature = binding.features().get(place);
            int at = place;
            switch (feature.checked().type()) {
                case NUMBER, MONEY, DAYS -> columns.add(new Column.Amount(place, feature.text(), false));
                case DURATION -> columns.add(new Column.Amount(place, feature.text(), true));
                case BOOLEAN -> columns.add(new Column.Fact(place, feature.text()));
                case TEXT -> {
                    List<String> frequent = encoding.texts().get(place);
                    if (frequent != null) {
                        frequent.forEach(value -> columns.add(new Column.Choice(at, feature.text(), value)));
                    }
                }
                case INSTANT, DATE, LENGTH, PLACE, LIST, WEEKDAY, UNKNOWN -> {} // no limit is written for these
            }
        }
        return columns;
    }

    private Scope asKnown(@Nullable RoaringBitmap customers) {
        return new Scope(last, Scope.Mode.AS_KNOWN, null, customers);
    }

    private record Drawn(@Nullable RoaringBitmap customers, int count, double share) {}

    /// Everybody, or customers drawn by their numbers where there are very many at the held-out cut-off.
    private Drawn drawn(long test, Work work) {
        FeatureTable table = engine.run(
                        new FeatureStudy(binding.ofPopulation(), List.of(test), -1), asKnown(null), work.part())
                .table();
        double share = MOST_CUSTOMERS / (double) table.size();
        if (share >= 1) {
            return new Drawn(null, table.size(), 1);
        }
        RoaringBitmap drawn = new RoaringBitmap();
        IntStream.rangeClosed(0, table.customer(table.size() - 1))
                .filter(customer -> new SplittableRandom(customer * 0x9E3779B97F4A7C15L).nextDouble() < share)
                .forEach(drawn::add);
        return new Drawn(drawn, table.size(), share);
    }

    /// The counting of who comes to which node.
    private final class Judging {
        private final WrittenTree tree;
        private final FeatureTable table;
        private final double[][] numbers;
        private final int[] training;
        private final int[] held;
        private final int @Nullable [] now;

        Judging(
                WrittenTree tree,
                FeatureTable table,
                double[][] numbers,
                int[] training,
                int[] held,
                int @Nullable [] now) {
            this.tree = tree;
            this.table = table;
            this.numbers = numbers;
            this.training = training;
            this.held = held;
            this.now = now;
        }

        private int[] reaching(int node, int[] rows) {
            return Arrays.stream(rows)
                    .filter(row -> tree.reaches(node, numbers[row]))
                    .toArray();
        }

        private double rate(int[] rows) {
            return Arrays.stream(labels(table, rows)).average().orElse(0);
        }

        RuleTree tree(long test, List<Long> times, double share) {
            List<RuleTree.Node> nodes =
                    IntStream.range(0, tree.size()).mapToObj(this::node).toList();
            double rate = rate(training);
            double[] said = new double[held.length];
            Arrays.fill(said, rate);
            boolean[] did = new boolean[held.length];
            double[] labels = labels(table, held);
            for (int i = 0; i < did.length; i++) {
                did[i] = labels[i] > 0;
            }
            double naive = ProbabilityErrors.of(said, did).logLoss();
            for (int leaf : tree.leaves()) {
                for (int i = 0; i < said.length; i++) {
                    if (tree.reaches(leaf, numbers[held[i]])) {
                        said[i] = nodes.get(leaf).rate();
                    }
                }
            }
            Expr population = binding.population().expr();
            Expr target = java.util.Objects.requireNonNull(binding.label()).expr();
            return new RuleTree(
                    last,
                    LocalClock.instant(test),
                    binding.definition().horizonDays(),
                    text(Printer.print(population)),
                    text(Printer.print(target)),
                    times.stream().map(LocalClock::instant).toList(),
                    training.length,
                    rate,
                    held.length,
                    (int) Arrays.stream(labels).sum(),
                    Ranking.of(said, did).auc() instanceof Estimate.Known(double auc) ? auc : 0.5,
                    ProbabilityErrors.of(said, did).logLoss(),
                    naive,
                    share,
                    binding.leftOut().stream().distinct().toList(),
                    nodes);
        }

        private RuleTree.Node node(int node) {
            int[] learned = reaching(node, training);
            int[] judged = reaching(node, held);
            int[] today = now;
            String population = Printer.print(binding.population().expr());
            return new RuleTree.Node(
                    node,
                    node == 0 ? null : tree.parent(node),
                    node == 0 ? null : clause(tree.question(node)),
                    learned.length,
                    rate(learned),
                    judged.length,
                    (int) Arrays.stream(labels(table, judged)).sum(),
                    tree.isLeaf(node)
                            ? new RuleTree.Leaf(
                                    text("(" + population + ") and " + tree.rule(node)),
                                    today == null ? null : reaching(node, today).length)
                            : null);
        }

        private RuleTree.Text text(String rule) {
            Expr expr = Parser.parse(rule).orThrow();
            return new RuleTree.Text(Printer.print(expr), binding.aloud(expr));
        }

        private RuleTree.Text clause(String question) {
            Expr expr = Parser.parse(question).orThrow();
            return new RuleTree.Text(Printer.print(expr), binding.clause(expr));
        }
    }
}
