package dev.limner.models.linkage;

import dev.limner.models.Progress;
import java.util.Arrays;
import java.util.List;

/// Expectation and maximisation of [Chances] without known matches, over candidate pairs and random pairs
/// counted by pattern.
///
/// Candidates that blocking left out count as no match. What other pairs have in common is learned from the
/// random pairs, less what is likely a match among them; how often they are equal is known exactly from how
/// often each value occurs, less the candidates that are likely matches.
final class ChanceFit {
    private static final int ROUNDS = 300;
    private static final double TOLERANCE = 1e-6;
    private static final double TRACE = 0.5;

    private final List<Comparison> comparisons;
    private final boolean households;
    private final double allPairs;
    private final double[] compared;
    private final double[] equal;
    private final long[] candidates;
    private final double[] candidateCounts;
    private final long[] randoms;
    private final double[] randomCounts;

    /// A fit over `records`.
    ///
    /// @param candidates candidate pairs, of which `sampled` is the share counted
    /// @param random pairs drawn from all
    ChanceFit(Records records, List<Comparison> comparisons, Patterns candidates, double sampled, Patterns random) {
        this.comparisons = comparisons;
        households = comparisons.stream().anyMatch(Comparison::shared)
                && !comparisons.stream().allMatch(Comparison::shared);
        allPairs = pairs(records.size());
        compared = new double[comparisons.size()];
        equal = new double[comparisons.size()];
        for (int f = 0; f < equal.length; f++) {
            long present = 0;
            for (int count : records.counts(records.column(comparisons.get(f).column()))) {
                present += count;
                equal[f] += pairs(count);
            }
            compared[f] = Math.max(1, pairs((double) present));
        }
        this.candidates = candidates.distinct();
        candidateCounts = Arrays.stream(this.candidates)
                .mapToDouble(pattern -> (double) candidates.count(pattern) / sampled)
                .toArray();
        randoms = random.distinct();
        randomCounts = Arrays.stream(randoms)
                .mapToDouble(pattern -> (double) random.count(pattern))
                .toArray();
    }

    private static double pairs(double count) {
        return count * (count - 1) / 2;
    }

    Chances fit(Progress progress) {
        Chances chances = start();
        for (int round = 0; round < ROUNDS; round++) {
            progress.report(round / (double) ROUNDS);
            Chances next = improved(chances);
            double change = Math.abs(Math.log(next.matches() / chances.matches()));
            for (int f = 0; f < comparisons.size(); f++) {
                for (int level = 0; level < next.amongMatches()[f].length; level++) {
                    change = Math.max(
                            change, Math.abs(next.amongMatches()[f][level] - chances.amongMatches()[f][level]));
                    change = Math.max(
                            change, Math.abs(next.amongHouseholds()[f][level] - chances.amongHouseholds()[f][level]));
                }
            }
            chances = next;
            if (change < TOLERANCE) {
                break;
            }
        }
        return chances;
    }

    /// One match for ten records; matches are mostly equal, random pairs are what they are.
    private Chances start() {
        double[][] m = empty();
        double[][] u = empty();
        for (int f = 0; f < m.length; f++) {
            int top = m[f].length - 1;
            Arrays.fill(m[f], 0.2 / top);
            m[f][top] = 0.8;
        }
        for (int i = 0; i < randoms.length; i++) {
            count(u, randoms[i], randomCounts[i]);
        }
        double[] none = new double[m.length];
        others(u, none);
        double matches = 0.1 * Math.sqrt(2 / Math.max(1, allPairs));
        double[][] h = new double[m.length][];
        for (int f = 0; f < m.length; f++) {
            h[f] = comparisons.get(f).shared() ? m[f].clone() : u[f].clone();
        }
        return new Chances(matches, households ? matches / 10 : 0, m, h, u);
    }

    private Chances improved(Chances now) {
        Odds odds = new Odds(now);
        double[][] m = empty();
        double[][] h = empty();
        double[][] u = empty();
        double matches = 0;
        double homes = 0;
        for (int i = 0; i < candidates.length; i++) {
            odds.of(candidates[i]);
            double match = odds.match * candidateCounts[i];
            double home = odds.household * candidateCounts[i];
            matches += match;
            homes += home;
            count(m, candidates[i], match);
            count(h, candidates[i], home);
        }
        for (int i = 0; i < randoms.length; i++) {
            odds.of(randoms[i]);
            count(u, randoms[i], (1 - odds.match - odds.household) * randomCounts[i]);
        }
        double[] explained = new double[m.length];
        for (int f = 0; f < m.length; f++) {
            int top = m[f].length - 1;
            explained[f] = m[f][top] + (comparisons.get(f).shared() ? h[f][top] : 0);
            normalise(m[f]);
            normalise(h[f]);
        }
        others(u, explained);
        for (int f = 0; f < m.length; f++) {
            h[f] = comparisons.get(f).shared() ? h[f] : u[f].clone();
        }
        double least = 0.5 / allPairs;
        return new Chances(
                Math.clamp(matches / allPairs, least, 0.5),
                households ? Math.clamp(homes / allPairs, least, 0.4) : 0,
                m,
                h,
                u);
    }

    /// Makes chances of the counts of random pairs, the chance of equality from how often values occur, less
    /// `explained` pairs.
    private void others(double[][] counts, double[] explained) {
        for (int f = 0; f < counts.length; f++) {
            int top = counts[f].length - 1;
            counts[f][top] = 0;
            normalise(counts[f], top);
            double same = (Math.max(equal[f] - explained[f], 0) + TRACE) / compared[f];
            same = Math.min(same, 0.999);
            for (int level = 0; level < top; level++) {
                counts[f][level] *= 1 - same;
            }
            counts[f][top] = same;
        }
    }

    private double[][] empty() {
        return comparisons.stream()
                .map(comparison -> new double[comparison.levels().size()])
                .toArray(double[][]::new);
    }

    private static void count(double[][] sums, long pattern, double weight) {
        for (int f = 0; f < sums.length; f++) {
            int level = Patterns.level(pattern, f);
            if (level >= 0) {
                sums[f][level] += weight;
            }
        }
    }

    private static void normalise(double[] counts) {
        normalise(counts, counts.length);
    }

    /// A trace of every level, so that none becomes impossible for ever.
    private static void normalise(double[] counts, int levels) {
        double sum = 0;
        for (int level = 0; level < levels; level++) {
            counts[level] += TRACE;
            sum += counts[level];
        }
        for (int level = 0; level < levels; level++) {
            counts[level] /= sum;
        }
    }

    /// The probabilities of what a pair of some pattern is.
    private static final class Odds {
        private final double[][] m;
        private final double[][] h;
        private final double[][] u;
        private final double[] priors;
        private double match;
        private double household;

        Odds(Chances chances) {
            m = Chances.log2(chances.amongMatches());
            h = Chances.log2(chances.amongHouseholds());
            u = Chances.log2(chances.amongOthers());
            priors = Chances.log2(new double[][] {{chances.matches(), chances.households(), chances.others()}})[0];
        }

        void of(long pattern) {
            double yes = priors[0];
            double home = priors[1];
            double no = priors[2];
            for (int f = 0; f < m.length; f++) {
                int level = Patterns.level(pattern, f);
                if (level >= 0) {
                    yes += m[f][level];
                    home += h[f][level];
                    no += u[f][level];
                }
            }
            double most = Math.max(yes, Math.max(home, no));
            double ofYes = Math.exp((yes - most) * Math.log(2));
            double ofHome = Math.exp((home - most) * Math.log(2));
            double all = ofYes + ofHome + Math.exp((no - most) * Math.log(2));
            match = ofYes / all;
            household = ofHome / all;
        }
    }
}
