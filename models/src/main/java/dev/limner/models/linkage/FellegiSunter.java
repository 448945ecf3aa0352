package dev.limner.models.linkage;

import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The probability that two records mean the same person from how well each field agrees: Fellegi and Sunter,
/// Journal of the American Statistical Association 64 (1969), fitted without known matches by expectation and
/// maximisation: Winkler (1988). Fields count as independent of each other given the truth.
public final class FellegiSunter {
    /// The level of a field that is missing in either record: it says nothing.
    public static final int MISSING = -1;

    private final double share;
    private final double[][] matches;
    private final double[][] others;
    private final double logLikelihood;
    private final Provenance provenance;

    private FellegiSunter(
            double share, double[][] matches, double[][] others, double logLikelihood, Provenance provenance) {
        this.share = share;
        this.matches = matches;
        this.others = others;
        this.logLikelihood = logLikelihood;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param levels by field how many levels of agreement there are, at least 2; 0 is none, the highest is
    /// full
    /// @param iterations the most rounds
    /// @param tolerance the gain in mean log-likelihood below which it has come to rest
    public record Options(List<Integer> levels, int iterations, double tolerance) {
        public Options {
            levels = List.copyOf(levels);
            if (levels.isEmpty() || levels.stream().anyMatch(count -> count < 2) || iterations < 1) {
                throw new IllegalArgumentException("levels " + levels + ", iterations " + iterations);
            }
        }

        /// At most 500 rounds.
        public static Options defaults(List<Integer> levels) {
            return new Options(levels, 500, 1e-10);
        }
    }

    /// Fits `pairs`: for each pair of records compared the level of agreement of every field, or [#MISSING].
    public static FellegiSunter fit(List<List<Integer>> pairs, Options options, Progress progress) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("no pairs");
        }
        Map<List<Integer>, Long> counted = new HashMap<>();
        pairs.forEach(pair -> counted.merge(List.copyOf(pair), 1L, Long::sum));
        int fields = options.levels.size();
        double[][] m = new double[fields][];
        double[][] u = new double[fields][];
        for (int f = 0; f < fields; f++) {
            int levels = options.levels.get(f);
            m[f] = new double[levels];
            u[f] = new double[levels];
            Arrays.fill(m[f], 0.1 / (levels - 1));
            m[f][levels - 1] = 0.9;
            Arrays.fill(u[f], 0.1 / (levels - 1));
            u[f][0] = 0.9;
        }
        FellegiSunter model = new FellegiSunter(
                0.1,
                m,
                u,
                Double.NEGATIVE_INFINITY,
                new Provenance("FellegiSunter", options.toString(), pairs.size(), fields));
        for (int iteration = 0; iteration < options.iterations; iteration++) {
            progress.report(iteration / (double) options.iterations);
            FellegiSunter next = model.improved(counted, pairs.size());
            boolean rests = next.logLikelihood - model.logLikelihood < options.tolerance * pairs.size();
            model = next;
            if (rests) {
                break;
            }
        }
        return model;
    }

    private FellegiSunter improved(Map<List<Integer>, Long> counted, int pairs) {
        double[][] m = new double[matches.length][];
        double[][] u = new double[matches.length][];
        for (int f = 0; f < m.length; f++) {
            m[f] = new double[matches[f].length];
            u[f] = new double[matches[f].length];
            // A trace of every level, so that none becomes impossible for ever.
            Arrays.fill(m[f], 1e-6);
            Arrays.fill(u[f], 1e-6);
        }
        double matched = 0;
        double likelihood = 0;
        for (Map.Entry<List<Integer>, Long> entry : counted.entrySet()) {
            double weight = entry.getValue();
            double yes = Math.log(share) + log(matches, entry.getKey());
            double no = Math.log1p(-share) + log(others, entry.getKey());
            double all = Math.max(yes, no) + Math.log1p(Math.exp(-Math.abs(yes - no)));
            double probability = Math.exp(yes - all);
            likelihood += weight * all;
            matched += weight * probability;
            for (int f = 0; f < m.length; f++) {
                int level = entry.getKey().get(f);
                if (level != MISSING) {
                    m[f][level] += weight * probability;
                    u[f][level] += weight * (1 - probability);
                }
            }
        }
        for (int f = 0; f < m.length; f++) {
            normalise(m[f]);
            normalise(u[f]);
        }
        double next = Math.clamp(matched / pairs, 1e-9, 1 - 1e-9);
        return new FellegiSunter(next, m, u, likelihood, provenance);
    }

    private static void normalise(double[] shares) {
        double sum = Arrays.stream(shares).sum();
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
    }

    private static double log(double[][] chances, List<Integer> pair) {
        double sum = 0;
        for (int f = 0; f < chances.length; f++) {
            sum += pair.get(f) == MISSING ? 0 : Math.log(chances[f][pair.get(f)]);
        }
        return sum;
    }

    /// The probability that a `pair` with these levels is a match.
    public double probability(List<Integer> pair) {
        return 1 / (1 + Math.exp(-Math.log(share / (1 - share)) - weight(pair) * Math.log(2)));
    }

    /// The match weight of a `pair`, in bits: each field adds what its level says for or against a match.
    public double weight(List<Integer> pair) {
        return (log(matches, pair) - log(others, pair)) / Math.log(2);
    }

    /// The share of matches among the pairs compared.
    public double share() {
        return share;
    }

    /// The chance of `level` of field `field` among matches (m).
    public double amongMatches(int field, int level) {
        return matches[field][level];
    }

    /// The chance of `level` of field `field` among all others (u).
    public double amongOthers(int field, int level) {
        return others[field][level];
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}
