package dev.limner.predict;

import dev.limner.problem.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The certificate of one fitted model: what it was fitted on, how well it did on customers and times that it
/// had not seen, beside simple rules on the very same rows, and what it used.
///
/// All figures speak of the very model that gives the scores.
public record ModelCard(
        String model,
        Words title,
        Words description,
        ModelDefinition.Kind kind,
        Instant asOf,
        Instant firstEvent,
        int horizonDays,
        Asked population,
        @Nullable Asked label,
        List<Cutoff> training,
        Cutoff test,
        double sampled,
        Verdict verdict,
        List<Judged> judged,
        List<Group> deciles,
        List<Round> stability,
        List<Drift> drift,
        List<Use> uses,
        List<Slice> slices,
        List<Bin> scores,
        List<String> leftOut,
        Origin origin) {
    public ModelCard {
        training = List.copyOf(training);
        judged = List.copyOf(judged);
        deciles = List.copyOf(deciles);
        stability = List.copyOf(stability);
        drift = List.copyOf(drift);
        uses = List.copyOf(uses);
        slices = List.copyOf(slices);
        scores = List.copyOf(scores);
        leftOut = List.copyOf(leftOut);
    }

    /// By what models of this kind are judged first.
    public Merit merit() {
        return Merit.of(kind).getFirst();
    }

    /// The first figure of one on the held-out rows; null where there is none.
    public @Nullable Double value(Who who) {
        Figure figure = figure(who, merit());
        return figure == null ? null : figure.value();
    }

    /// A figure of one on the held-out rows; null where there is none.
    public @Nullable Figure figure(Who who, Merit merit) {
        return judged.stream()
                .filter(each -> each.who() == who)
                .flatMap(each -> each.figures().stream())
                .filter(figure -> figure.merit() == merit)
                .findFirst()
                .orElse(null);
    }

    /// An expression and how it reads.
    public record Asked(String text, Words aloud) {}

    /// An instant at which customers were looked at.
    ///
    /// @param mean the mean of the labels: the rate of an event, the mean of an amount
    public record Cutoff(Instant at, int rows, double mean) {}

    /// Whether the model took the place of the one before.
    public enum Verdict {
        /// There was none before.
        FIRST,
        /// It did better on the held-out rows than the one in force, and is in force now.
        BETTER,
        /// It did not; the one before stays in force.
        NOT_BETTER
    }

    /// What gave predictions for the held-out rows.
    public enum Who {
        /// The model.
        MODEL,
        /// The model that was in force before.
        CHAMPION,
        /// The rates of groups by recency and frequency.
        RFM,
        /// One number for everybody, or the customer's own past rate.
        NAIVE,
        /// The customer's own past, taken at its word.
        OWN,
        /// The rate of the category.
        CATEGORY
    }

    /// The figures of one on the held-out rows.
    public record Judged(Who who, List<Figure> figures) {
        public Judged {
            figures = List.copyOf(figures);
        }
    }

    /// A figure with the interval that holds it in 95 of 100 draws of the rows.
    public record Figure(Merit merit, double value, double low, double high) {}

    /// A tenth of the held-out rows, the highest scores first.
    ///
    /// @param predicted the mean score, and `actual` the mean label
    /// @param gain the share of all events (or of the whole amount) in this group and those before
    /// @param lift the mean label over that of everybody
    public record Group(int rows, double predicted, double actual, double gain, double lift) {}

    /// The same procedure at another time: fitted on what was known then, judged on the horizon that followed.
    public record Round(
            Instant at, int rows, double model, @Nullable Double rfm, double naive) {}

    /// How far a feature has moved between training and now: the population stability index.
    public record Drift(String feature, Words aloud, double index) {}

    /// How much a feature weighs in the scores.
    ///
    /// @param share of the sum of all features' mean absolute shares
    /// @param direction 1 where higher values raise the score, -1 where they lower it, 0 where neither is so
    public record Use(String feature, String text, Words aloud, double share, int direction) {}

    /// The held-out rows of one value of a declared group.
    public record Slice(
            String group,
            Words aloud,
            String value,
            int rows,
            double predicted,
            double actual,
            @Nullable Double merit) {}

    /// How many customers have a score in this range now.
    public record Bin(double from, double to, int customers) {}

    /// Enough to fit it again.
    ///
    /// @param data the fingerprint of the training rows
    /// @param learner null for models of lifetimes, and on cards written before there was a choice
    /// @param calibration null where the model tells no event
    public record Origin(
            String algorithm,
            String options,
            long seed,
            String data,
            int rows,
            int columns,
            Instant fittedAt,
            ModelDefinition.@Nullable Learner learner,
            ModelDefinition.@Nullable Calibration calibration) {}
}
