package dev.limner.predict;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A model as it stands in a file under `models/`: whom it speaks of, what it predicts, from what, and how.
///
/// @param model the name by which expressions ask for its score
/// @param population whom it speaks of, a condition as known at a cut-off
/// @param label what is predicted, an expression as known at a cut-off and the horizon later; a model of
/// lifetimes has its own
/// @param horizonDays how far ahead it looks
/// @param cutoffs when customers are looked at for training
/// @param use the names of shipped sets of features
/// @param features further features, expressions by name
/// @param groups expressions by whose values the card looks at fairness
/// @param repeatDays after how many days it is to be fitted anew
public record ModelDefinition(
        String model,
        Words title,
        Words description,
        Kind kind,
        String population,
        @Nullable String label,
        int horizonDays,
        @Nullable Cutoffs cutoffs,
        @Nullable List<String> use,
        @Nullable Map<String, String> features,
        @Nullable Algorithm algorithm,
        @Nullable Map<String, String> groups,
        @Nullable Integer repeatDays) {
    private static final int FURTHEST_DAYS = 3650;
    private static final int USUAL_REPEAT_DAYS = 7;

    public ModelDefinition {
        if (model != null && !model.matches("[a-z][a-z0-9_]*")) {
            throw UserProblem.of(Code.BAD_ID, model);
        }
        if (horizonDays < 1 || horizonDays > FURTHEST_DAYS) {
            throw UserProblem.of(
                    Code.BAD_PARAMETER, model + ".horizon_days", Integer.toString(horizonDays), "1 to 3650");
        }
        if (kind != null && (kind.isLearned() || kind.isGauge()) && label == null) {
            throw UserProblem.of(Code.BAD_DEFINITION, "missing: label");
        }
        if (kind != null && algorithm != null) {
            algorithm.check(kind);
        }
        use = use == null ? null : List.copyOf(use);
        features = kept(features);
        if (kind != null && !kind.suits(features == null ? Set.of() : features.keySet())) {
            throw UserProblem.of(
                    Code.BAD_PARAMETER,
                    model + ".features",
                    features == null ? "" : String.join(", ", features.keySet()),
                    String.join(", ", kind.columns()));
        }
        groups = kept(groups);
    }

    private static @Nullable Map<String, String> kept(@Nullable Map<String, String> map) {
        return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// The names of the shipped sets of features that it uses.
    List<String> sets() {
        return use == null ? List.of() : use;
    }

    /// Its own features, by name.
    Map<String, String> ownFeatures() {
        return features == null ? Map.of() : features;
    }

    /// The expressions by whose values the card looks at fairness, by name.
    Map<String, String> fairness() {
        return groups == null ? Map.of() : groups;
    }

    /// What kind of number a model gives.
    public enum Kind {
        /// The probability that something happens.
        @JsonProperty("event")
        EVENT,
        /// The amount to be expected.
        @JsonProperty("amount")
        AMOUNT,
        /// The number to be expected of something that is counted.
        @JsonProperty("count")
        COUNT,
        /// The amount that nine of ten customers stay below.
        @JsonProperty("upper")
        UPPER,
        /// The probability that the customer has not left for good.
        @JsonProperty("alive")
        ALIVE,
        /// The orders to be expected from how often and how lately there were some.
        @JsonProperty("orders")
        ORDERS,
        /// The spend to be expected from orders and their values.
        @JsonProperty("value")
        VALUE,
        /// The days until the next order: a whole distribution, of which the score is the median.
        @JsonProperty("wait")
        WAIT,
        /// A share of counts, drawn towards the usual one where there are few.
        @JsonProperty("share")
        SHARE,
        /// A mean of values, drawn towards the usual one where there are few.
        @JsonProperty("level")
        LEVEL,
        /// How steadily counts rise or fall: a statistic with the variance 1 where nothing moves.
        @JsonProperty("trend")
        TREND,
        /// How many messages a week still bring something.
        @JsonProperty("dose")
        DOSE;

        /// Features of gauges that a workspace may lack.
        static final Set<String> OPTIONAL = Set.of("sent_before", "withdrawn");

        /// Whether it is learned from features and labels, and no model of lifetimes.
        public boolean isLearned() {
            return switch (this) {
                case EVENT, AMOUNT, COUNT, UPPER -> true;
                case ALIVE, ORDERS, VALUE, WAIT, SHARE, LEVEL, TREND, DOSE -> false;
            };
        }

        /// Whether it is a [Gauge].
        public boolean isGauge() {
            return switch (this) {
                case WAIT, SHARE, LEVEL, TREND, DOSE -> true;
                case EVENT, AMOUNT, COUNT, UPPER, ALIVE, ORDERS, VALUE -> false;
            };
        }

        /// The names of the features of its own that a gauge reads, in order; none where they are free.
        List<String> columns() {
            return switch (this) {
                case SHARE -> List.of("part", "whole");
                case LEVEL -> List.of("mean", "count");
                case DOSE ->
                    List.of(
                            "sent",
                            "sent_ever",
                            "opened_ever",
                            "days_since_first",
                            "days_since_opened",
                            "sent_before",
                            "withdrawn");
                case WAIT, TREND, EVENT, AMOUNT, COUNT, UPPER, ALIVE, ORDERS, VALUE -> List.of();
            };
        }

        private boolean suits(Set<String> features) {
            return columns().isEmpty() || columns().equals(List.copyOf(features));
        }
    }

    /// When customers are looked at: the latest cut-off lies a horizon before the moment of the fit and is
    /// held out; training begins a horizon before that one, so that all its labels were known then.
    ///
    /// @param everyDays how far training cut-offs lie apart
    /// @param count how many there are at the most
    public record Cutoffs(int everyDays, int count) {
        public Cutoffs {
            if (everyDays < 1 || count < 1) {
                throw UserProblem.of(Code.BAD_PARAMETER, "cutoffs", everyDays + ", " + count, "at least 1");
            }
        }

        static Cutoffs defaults() {
            return new Cutoffs(28, 4);
        }
    }

    /// What learns from rows of features.
    public enum Learner {
        /// Boosted trees.
        @JsonProperty("boosting")
        BOOSTING,
        /// A weighted sum of logarithms, for events.
        @JsonProperty("logistic")
        LOGISTIC,
        /// The mean of many deep trees, for all but upper bounds.
        @JsonProperty("forest")
        FOREST,
        /// Nothing here: the model was made elsewhere and comes as an ONNX file.
        @JsonProperty("onnx")
        ONNX;

        private boolean learns(Kind kind) {
            return switch (this) {
                case BOOSTING, ONNX -> kind.isLearned();
                case LOGISTIC -> kind == Kind.EVENT;
                case FOREST -> kind.isLearned() && kind != Kind.UPPER;
            };
        }
    }

    /// What bends probabilities so that they say how often the event happens.
    public enum Calibration {
        /// Nothing: as the learner gives them.
        @JsonProperty("none")
        NONE,
        /// A logistic curve of two parameters.
        @JsonProperty("platt")
        PLATT,
        /// A rising curve of steps.
        @JsonProperty("isotonic")
        ISOTONIC
    }

    /// What learns.
    ///
    /// @param rounds the most trees
    /// @param leaves the most leaves of a boosted tree
    /// @param seed where chance begins
    /// @param onnx the file of a model that was made elsewhere, within the workspace
    public record Algorithm(
            @Nullable Learner learner,
            @Nullable Calibration calibration,
            @Nullable Integer rounds,
            @Nullable Integer leaves,
            @Nullable Integer seed,
            @Nullable String onnx) {
        static final Algorithm DEFAULTS = new Algorithm(null, null, null, null, null, null);

        public Algorithm {
            if ((rounds != null && rounds < 1) || (leaves != null && leaves < 2)) {
                throw UserProblem.of(
                        Code.BAD_PARAMETER, "algorithm", rounds + ", " + leaves, "rounds >= 1, leaves >= 2");
            }
            Learner asked = learner == null ? onnx == null ? Learner.BOOSTING : Learner.ONNX : learner;
            if ((asked == Learner.ONNX) != (onnx != null)) {
                throw UserProblem.of(
                        Code.BAD_PARAMETER, "algorithm.onnx", onnx == null ? "" : onnx, "a file, and no other learner");
            }
            if (leaves != null && asked != Learner.BOOSTING) {
                throw UserProblem.of(Code.BAD_PARAMETER, "algorithm.leaves", leaves.toString(), "learner: boosting");
            }
            if (rounds != null && (asked == Learner.LOGISTIC || asked == Learner.ONNX)) {
                throw UserProblem.of(
                        Code.BAD_PARAMETER, "algorithm.rounds", rounds.toString(), "learner: boosting, forest");
            }
        }

        /// Whether models of a kind can be had by it.
        private void check(Kind kind) {
            Learner asked = learnerOrDefault();
            if ((learner != null || onnx != null) && !asked.learns(kind)) {
                throw UserProblem.of(
                        Code.BAD_PARAMETER,
                        "algorithm.learner",
                        asked.name().toLowerCase(Locale.ROOT),
                        Arrays.stream(Learner.values())
                                .filter(each -> each.learns(kind))
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
            }
            if (calibrationOrDefault() != Calibration.NONE && (kind != Kind.EVENT || asked == Learner.ONNX)) {
                throw UserProblem.of(
                        Code.BAD_PARAMETER,
                        "algorithm.calibration",
                        calibrationOrDefault().name().toLowerCase(Locale.ROOT),
                        "none");
            }
        }

        Learner learnerOrDefault() {
            return learner == null ? onnx == null ? Learner.BOOSTING : Learner.ONNX : learner;
        }

        Calibration calibrationOrDefault() {
            return calibration == null ? Calibration.NONE : calibration;
        }

        int roundsOrDefault() {
            if (rounds != null) {
                return rounds;
            }
            return learnerOrDefault() == Learner.FOREST ? 100 : 150;
        }

        int leavesOrDefault() {
            return leaves == null ? 8 : leaves;
        }
    }

    /// One file under `models/`.
    ///
    /// @param removed names of shipped models that are not wanted
    public record File(
            @Nullable List<ModelDefinition> models,
            @Nullable List<String> removed) {
        public List<ModelDefinition> all() {
            return models == null ? List.of() : models;
        }

        public List<String> gone() {
            return removed == null ? List.of() : removed;
        }
    }

    Cutoffs cutoffsOrDefault() {
        return cutoffs == null ? Cutoffs.defaults() : cutoffs;
    }

    /// After how many days it is to be fitted anew.
    public int repeatDaysOrDefault() {
        return repeatDays == null ? USUAL_REPEAT_DAYS : repeatDays;
    }

    Algorithm algorithmOrDefault() {
        return algorithm == null ? Algorithm.DEFAULTS : algorithm;
    }

    /// The file of the model where it was made elsewhere; null where it is fitted here.
    public @Nullable String foreign() {
        return algorithmOrDefault().onnx();
    }

    long seed() {
        Integer seed = algorithmOrDefault().seed();
        return seed == null ? 1 : seed;
    }
}
