package dev.limner.identity.match;

import dev.limner.models.Progress;
import dev.limner.models.linkage.Clusters;
import dev.limner.models.linkage.Explanation;
import dev.limner.models.linkage.Linkage;
import dev.limner.models.linkage.LinkageModel;
import dev.limner.models.linkage.Records;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A search for records of one person: takes their traits, one record after the other, then tells which belong
/// together.
public final class Matching {
    private final MatchDefinition definition;
    private final MatchPlan plan;
    private final Records.Builder records;

    /// A search by `definition`.
    public Matching(MatchDefinition definition) {
        this.definition = definition;
        plan = MatchPlan.of(definition, new Pinyin());
        records = Records.with(plan.columns());
    }

    /// Takes the next record: its values in the order of the definition's traits, null where it has none.
    public void add(List<@Nullable String> values) {
        records.add(values);
    }

    /// Compares all of them. For the same records and `random` always the same, in whichever order they came.
    public Result run(RandomGenerator random, Progress progress) {
        Records all = records.build();
        Linkage.Options usual = Linkage.Options.defaults();
        Linkage.Options options = new Linkage.Options(
                definition.automatic(),
                definition.review(),
                usual.mostPairs(),
                usual.blocking(),
                usual.fit(),
                usual.guard());
        return new Result(all, Linkage.of(all, plan.comparisons(), plan.keys(), options, random, progress));
    }

    /// What was found.
    public static final class Result {
        private final Records records;
        private final Linkage linkage;
        private final LinkageModel.Scales scales;
        private final Set<Long> refused = new HashSet<>();

        private Result(Records records, Linkage linkage) {
            this.records = records;
            this.linkage = linkage;
            scales = linkage.model().over(records);
            for (Clusters.Refused one : linkage.clusters().refused()) {
                refused.add(key(one.left(), one.right()));
            }
        }

        /// How it was found: the model, the passes, how many pairs were compared.
        public Linkage linkage() {
            return linkage;
        }

        /// The number, by order of arrival, of the record in `row` of the linkage.
        public int record(int row) {
            return records.origin(row);
        }

        /// By record, in order of arrival, the number of a record of the same person: for all records of a
        /// person the same one.
        public int[] people() {
            int[] clusters = linkage.clusters().byRow();
            int[] people = new int[clusters.length];
            for (int row = 0; row < clusters.length; row++) {
                people[records.origin(row)] = records.origin(clusters[row]);
            }
            return people;
        }

        /// How many suggestions there are.
        public int size() {
            return linkage.pairs().size();
        }

        /// Suggestions `from` (inclusive) to `to` (exclusive), the surest first.
        public List<Suggestion> suggestions(int from, int to) {
            List<Suggestion> suggestions = new ArrayList<>();
            for (int i = from; i < Math.min(to, size()); i++) {
                suggestions.add(suggestion(i));
            }
            return suggestions;
        }

        /// The suggestions that a person has to decide, the surest first, at most `most`.
        public List<Suggestion> review(int most) {
            List<Suggestion> review = new ArrayList<>();
            for (int i = 0; i < size() && review.size() < most; i++) {
                if (verdict(i) != Suggestion.Verdict.AUTOMATIC) {
                    review.add(suggestion(i));
                }
            }
            return review;
        }

        private Suggestion.Verdict verdict(int index) {
            if (index >= linkage.automatic()) {
                return Suggestion.Verdict.REVIEW;
            }
            return refused.contains(
                            key(linkage.pairs().left(index), linkage.pairs().right(index)))
                    ? Suggestion.Verdict.CONTRADICTED
                    : Suggestion.Verdict.AUTOMATIC;
        }

        private Suggestion suggestion(int index) {
            int left = linkage.pairs().left(index);
            int right = linkage.pairs().right(index);
            Explanation why = scales.explain(left, right);
            List<Suggestion.Reason> reasons = new ArrayList<>();
            for (Explanation.Part part : why.parts()) {
                reasons.add(new Suggestion.Reason(
                        part.comparison(),
                        part.level(),
                        part.levelBits(),
                        part.rarityBits(),
                        records.value(part.comparison(), left),
                        records.value(part.comparison(), right)));
            }
            return new Suggestion(
                    records.origin(left),
                    records.origin(right),
                    verdict(index),
                    why.probability(),
                    why.priorBits(),
                    reasons,
                    why.householdBits());
        }

        private static long key(int left, int right) {
            return ((long) Math.min(left, right) << 32) | Math.max(left, right);
        }
    }
}
