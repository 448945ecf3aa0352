package dev.limner.models.linkage;

import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The probability that two records mean one person, learned from the records without known matches: Fellegi
/// and Sunter, Journal of the American Statistical Association 64 (1969), by expectation and maximisation.
///
/// Comparisons count as independent of each other among matches and among others; what a household has in
/// common, which is the commonest breach of that, is a class of pairs of its own. Other things that go
/// together, such as a street and its postcode, say too much: compare one of them.
public final class LinkageModel {
    /// So many times as many records as on average may be of one person or household.
    private static final double OWN = 3;

    private final List<Comparison> comparisons;
    private final Chances chances;
    private final Provenance provenance;

    private LinkageModel(List<Comparison> comparisons, Chances chances, Provenance provenance) {
        this.comparisons = comparisons;
        this.chances = chances;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param randomPairs how many pairs are drawn to learn what unlike people have in common
    /// @param candidatePairs about how many candidates are looked at to learn what matches have in common
    public record Options(int randomPairs, int candidatePairs) {
        public Options {
            if (randomPairs < 1 || candidatePairs < 1) {
                throw new IllegalArgumentException(
                        "random pairs " + randomPairs + ", candidate pairs " + candidatePairs);
            }
        }

        /// A million random pairs, five million candidates.
        public static Options defaults() {
            return new Options(1_000_000, 5_000_000);
        }
    }

    /// Fits `records` by the pairs that `blocking` holds.
    public static LinkageModel fit(
            Records records,
            List<Comparison> comparisons,
            Blocking blocking,
            Options options,
            RandomGenerator random,
            Progress progress) {
        if (comparisons.isEmpty() || comparisons.size() > 16 || records.size() < 2) {
            throw new IllegalArgumentException(
                    comparisons.size() + " comparisons (1 to 16), " + records.size() + " records (2 or more)");
        }
        Comparison.Judge[] judges = judges(comparisons, records);
        double share = Math.min(1, options.candidatePairs / (double) Math.max(1, blocking.bound()));
        PatternCount candidates =
                blocking.each(() -> new PatternCount(judges, share), PatternCount::merged, progress.part(0, 0.7));
        Patterns randoms = randomPairs(records, judges, options, random);
        progress.report(0.9);
        Chances chances =
                new ChanceFit(records, comparisons, candidates.patterns, share, randoms).fit(progress.part(0.9, 1));
        return new LinkageModel(
                List.copyOf(comparisons),
                chances,
                Provenance.of(
                        "LinkageModel", options, records.size(), comparisons.size(), records.fingerprint(), progress));
    }

    /// Counts candidates by pattern, or a share of them that does not depend on chance.
    private static final class PatternCount implements Blocking.Pairs {
        private final Comparison.Judge[] judges;
        private final double share;
        private final Patterns patterns = new Patterns();

        PatternCount(Comparison.Judge[] judges, double share) {
            this.judges = judges;
            this.share = share;
        }

        @Override
        public void accept(int left, int right) {
            if (share == 1 || chance(left, right) < share) {
                patterns.add(Patterns.of(judges, left, right), 1);
            }
        }

        private static double chance(int left, int right) {
            return new SplittableRandom(((long) left << 32) | right).nextDouble();
        }

        PatternCount merged(PatternCount other) {
            patterns.addAll(other.patterns);
            return this;
        }
    }

    private static Patterns randomPairs(
            Records records, Comparison.Judge[] judges, Options options, RandomGenerator random) {
        int rows = records.size();
        Patterns patterns = new Patterns();
        if ((long) rows * (rows - 1) / 2 <= options.randomPairs) {
            for (int left = 0; left < rows; left++) {
                for (int right = left + 1; right < rows; right++) {
                    patterns.add(Patterns.of(judges, left, right), 1);
                }
            }
            return patterns;
        }
        for (int i = 0; i < options.randomPairs; i++) {
            int left = random.nextInt(rows);
            int right = random.nextInt(rows - 1);
            patterns.add(Patterns.of(judges, left, right < left ? right : right + 1), 1);
        }
        return patterns;
    }

    private static Comparison.Judge[] judges(List<Comparison> comparisons, Records records) {
        return comparisons.stream().map(comparison -> comparison.over(records)).toArray(Comparison.Judge[]::new);
    }

    /// Ready to weigh pairs of the rows of `records`, which need not be those that it was fitted on.
    public Scales over(Records records) {
        return new Scales(records);
    }

    /// The share of pairs of one person among all pairs there are.
    public double matches() {
        return chances.matches();
    }

    /// The share of pairs of two people of one household among all pairs there are.
    public double households() {
        return chances.households();
    }

    /// The chance of `level` in comparison `comparison`, by their index, among pairs of one person (m).
    public double amongMatches(int comparison, int level) {
        return chances.amongMatches()[comparison][level];
    }

    /// The chance of `level` in comparison `comparison`, by their index, among pairs of strangers (u).
    public double amongOthers(int comparison, int level) {
        return chances.amongOthers()[comparison][level];
    }

    /// What is compared.
    public List<Comparison> comparisons() {
        return comparisons;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }

    /// Weighs pairs of rows; for any number of threads.
    public final class Scales {
        private final Comparison.Judge[] judges;
        private final int[][] codes;
        private final double[][] rarities;
        private final double[][] m = Chances.log2(chances.amongMatches());
        private final double[][] h = Chances.log2(chances.amongHouseholds());
        private final double[][] u = Chances.log2(chances.amongOthers());
        private final double prior = log2(chances.matches() / chances.others());
        private final double home = log2(chances.households() / chances.others());

        private Scales(Records records) {
            judges = judges(comparisons, records);
            codes = new int[judges.length][];
            rarities = new double[judges.length][];
            for (int f = 0; f < judges.length; f++) {
                int column = records.column(comparisons.get(f).column());
                codes[f] = records.codes(column);
                rarities[f] = comparisons.get(f).rarityTells() ? rarities(records.counts(column), f) : none();
            }
        }

        private static double[] none() {
            return new double[0];
        }

        /// By value the bits that agreement in it is worth beyond agreement in any. Records of one person or
        /// household do not make a value common, up to some times as many as there are on average.
        private double[] rarities(int[] counts, int f) {
            long rows = 0;
            for (int count : counts) {
                rows += count;
            }
            int top = m[f].length - 1;
            double usual = chances.amongOthers()[f][top];
            double least = Math.min(usual, 1.0 / Math.max(1, rows - 1));
            double own = 1 + rows * chances.matches() * chances.amongMatches()[f][top];
            if (comparisons.get(f).shared()) {
                own += rows * chances.households() * chances.amongHouseholds()[f][top];
            }
            double[] bits = new double[counts.length];
            for (int value = 0; value < bits.length; value++) {
                bits[value] = log2(usual / Math.max(least, (counts[value] - OWN * own) / Math.max(1, rows - 1)));
            }
            return bits;
        }

        /// The odds that rows `left` and `right` mean one person, as a power of two.
        public double bits(int left, int right) {
            double strangers = 0;
            double homes = 0;
            for (int f = 0; f < judges.length; f++) {
                int level = judges[f].level(left, right);
                if (level >= 0) {
                    double rarity = rarity(f, level, left);
                    strangers += m[f][level] - u[f][level] + rarity;
                    homes += m[f][level] - h[f][level] + (comparisons.get(f).shared() ? 0 : rarity);
                }
            }
            return prior + strangers - household(strangers, homes);
        }

        private double rarity(int f, int level, int row) {
            return level == m[f].length - 1 && rarities[f].length > 0 ? rarities[f][codes[f][row]] : 0;
        }

        /// What the odds against strangers lose where people of one household are as likely: log2 of
        /// 1 + P(pattern, household) / P(pattern, strangers).
        private double household(double strangers, double homes) {
            double bits = home + strangers - homes;
            return bits > 50 ? bits : log2(1 + Math.pow(2, bits));
        }

        /// Why rows `left` and `right` are taken for one person, or not.
        public Explanation explain(int left, int right) {
            List<Explanation.Part> parts = new ArrayList<>();
            double strangers = 0;
            double homes = 0;
            for (int f = 0; f < judges.length; f++) {
                Comparison comparison = comparisons.get(f);
                int level = judges[f].level(left, right);
                if (level < 0) {
                    parts.add(new Explanation.Part(comparison.name(), "missing", 0, 0));
                    continue;
                }
                double rarity = rarity(f, level, left);
                parts.add(new Explanation.Part(
                        comparison.name(), comparison.levels().get(level), m[f][level] - u[f][level], rarity));
                strangers += m[f][level] - u[f][level] + rarity;
                homes += m[f][level] - h[f][level] + (comparison.shared() ? 0 : rarity);
            }
            return new Explanation(prior, parts, -household(strangers, homes));
        }
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
