package dev.limner.models.linkage;

import dev.limner.models.Progress;
import java.util.List;
import java.util.random.RandomGenerator;

/// Which records mean one person: a model fitted, every candidate pair weighed, sure pairs joined, doubtful
/// ones kept for a person to decide.
///
/// @param model how sure it is of what
/// @param passes what each pass of blocking holds
/// @param pairs all pairs of at least the probability of review, the surest first
/// @param automatic so many of them, from the first on, are sure
/// @param clusters the rows joined
public record Linkage(
        LinkageModel model, List<Blocking.PassReport> passes, ScoredPairs pairs, int automatic, Clusters clusters) {
    public Linkage {
        passes = List.copyOf(passes);
    }

    /// How to link.
    ///
    /// @param automatic the probability from which two records are joined without asking
    /// @param review the probability from which a person is asked
    /// @param mostPairs so many pairs of at least that probability may there be
    public record Options(
            double automatic,
            double review,
            int mostPairs,
            Blocking.Options blocking,
            LinkageModel.Options fit,
            Clusters.Guard guard) {
        public Options {
            if (!(review > 0 && review <= automatic && automatic < 1) || mostPairs < 1) {
                throw new IllegalArgumentException(
                        "review " + review + ", automatic " + automatic + ", most pairs " + mostPairs);
            }
        }

        /// Joined from 0.95 on, asked from 0.05 on.
        public static Options defaults() {
            return new Options(
                    0.95,
                    0.05,
                    50_000_000,
                    Blocking.Options.defaults(),
                    LinkageModel.Options.defaults(),
                    Clusters.Guard.defaults());
        }
    }

    /// Links `records` by `comparisons`; `keys` are the columns by which candidates are looked for.
    public static Linkage of(
            Records records,
            List<Comparison> comparisons,
            List<String> keys,
            Options options,
            RandomGenerator random,
            Progress progress) {
        progress.report(0);
        Blocking blocking = Blocking.chosen(records, keys, options.blocking);
        LinkageModel model =
                LinkageModel.fit(records, comparisons, blocking, options.fit, random, progress.part(0.1, 0.4));
        LinkageModel.Scales scales = model.over(records);
        double least = Explanation.bits(options.review);
        ScoredPairs pairs = blocking.each(
                        () -> new ScoredPairs(scales, least, options.mostPairs),
                        ScoredPairs::merged,
                        progress.part(0.4, 0.9))
                .sorted();
        int automatic = pairs.atLeast(options.automatic);
        Clusters clusters = Clusters.of(records.size(), pairs, automatic, scales, options.guard);
        progress.report(1);
        return new Linkage(model, blocking.report(), pairs, automatic, clusters);
    }
}
