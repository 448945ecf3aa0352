package dev.limner.predict;

import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a model in force has done since its fit: how far its scores and features have moved, and whether what it
/// said a horizon ago came true as well as its card states.
///
/// @param asOf the moment of the look
/// @param fittedAsOf as of when the version in force was fitted
/// @param before customers with a score as of the fit, and `now` those as of the look
/// @param scores how far the scores have moved; null where there are too few customers to tell
/// @param features how far each feature has, the farthest first
/// @param realised what came of an earlier prediction; null where no horizon has passed since a fit
public record Monitoring(
        Instant asOf,
        Instant fittedAsOf,
        int before,
        int now,
        @Nullable Shift scores,
        List<Moved> features,
        @Nullable Realised realised) {
    /// From here on something has shifted.
    public static final double SHIFTED = 0.1;

    /// From here on much has: Siddiqi, *Credit Risk Scorecards* (2006).
    public static final double MUCH = 0.25;

    private static final double SURE = 0.01;
    private static final int NAMED = 3;
    private static final Phrases WORDS = Phrases.of(Monitoring.class);

    public Monitoring {
        features = List.copyOf(features);
    }

    /// A population stability index, and how probable so large a one is where nothing has changed.
    public record Shift(double index, double chance) {
        static Shift of(Stability stability) {
            return new Shift(stability.index(), stability.chance());
        }

        /// Whether much has moved, and chance does not explain it.
        public boolean much() {
            return index >= MUCH && chance < SURE;
        }

        /// Whether something has, and chance does not explain it.
        public boolean shifted() {
            return index >= SHIFTED && chance < SURE;
        }
    }

    /// A feature and how far it has moved.
    public record Moved(String feature, Words aloud, Shift shift) {}

    /// What came of the predictions as of a horizon before the look.
    ///
    /// @param at when they were made, by the version fitted as of `fittedAsOf`
    /// @param stated what the card of that version states on its held-out rows, and `reached` the same figures of
    /// these predictions
    public record Realised(
            Instant at, Instant fittedAsOf, int rows, List<ModelCard.Figure> stated, List<ModelCard.Figure> reached) {
        public Realised {
            stated = List.copyOf(stated);
            reached = List.copyOf(reached);
        }

        /// Whether the first figure is worse than stated by more than both intervals allow.
        public boolean fellShort() {
            if (stated.isEmpty() || reached.isEmpty()) {
                return false;
            }
            ModelCard.Figure card = stated.getFirst();
            ModelCard.Figure now = reached.getFirst();
            if (card.merit() != now.merit()) {
                return false;
            }
            boolean moreIsBetter = card.merit().isBetter(1, 0);
            return moreIsBetter
                    ? card.merit().isBetter(card.low(), now.high())
                    : card.merit().isBetter(card.high(), now.low());
        }
    }

    /// Something that somebody should look at.
    public record Alarm(Kind kind, Words words) {
        public enum Kind {
            /// The scores have moved much.
            SCORES,
            /// Features have.
            FEATURES,
            /// An earlier prediction came out worse than the card states.
            REALISED
        }
    }

    /// What somebody should look at; none where all is as it was.
    public List<Alarm> alarms() {
        List<Alarm> alarms = new ArrayList<>();
        if (realised != null && realised.fellShort()) {
            ModelCard.Figure card = realised.stated().getFirst();
            alarms.add(new Alarm(
                    Alarm.Kind.REALISED,
                    WORDS.say(
                            "fell_short",
                            realised.at().toString().substring(0, 10),
                            WORDS.say("merit_" + card.merit().name().toLowerCase(Locale.ROOT)),
                            plain(realised.reached().getFirst().value()),
                            plain(card.value()))));
        }
        if (scores != null && scores.much()) {
            alarms.add(new Alarm(Alarm.Kind.SCORES, WORDS.say("scores_moved", plain(scores.index()))));
        }
        List<Moved> far = features.stream().filter(each -> each.shift().much()).toList();
        if (!far.isEmpty()) {
            alarms.add(new Alarm(
                    Alarm.Kind.FEATURES, WORDS.say("features_moved", far.size(), features.size(), named(far))));
        }
        return alarms;
    }

    private static Words named(List<Moved> far) {
        List<Words> first = far.stream().limit(NAMED).map(Moved::aloud).toList();
        boolean more = far.size() > NAMED;
        return new Words(
                first.stream().map(Words::en).collect(Collectors.joining("; ")) + (more ? "; ..." : ""),
                first.stream().map(Words::zh).collect(Collectors.joining("；")) + (more ? "……" : ""));
    }

    private static String plain(double value) {
        return Math.abs(value) < 10
                ? String.format(Locale.ROOT, "%.3f", value)
                : String.format(Locale.ROOT, "%,.0f", value);
    }
}
