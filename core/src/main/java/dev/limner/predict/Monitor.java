package dev.limner.predict;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.history.LocalClock;
import dev.limner.predict.ModelCard.Who;
import dev.limner.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The look at a model in force some time after its fit.
///
/// Nothing had to be stored for it: features and scores are functions of an instant, so those of the fit are asked
/// again as they were known then, in the same pass as those of now and those of a horizon ago.
public final class Monitor {
    private static final long DAY_MICROS = Duration.ofDays(1).toNanos() / 1000;
    private static final int FEWEST = 100;

    private final Binding binding;
    private final Engine engine;

    public Monitor(Binding binding, Engine engine) {
        this.binding = binding;
        this.engine = engine;
    }

    /// A version and from when on it is in force.
    ///
    /// @param asked as of when its fit asked expressions, in microseconds since 1970
    /// @param fittedAsOf the last instant that it knew
    /// @param card what its fit states; null where that is not known
    public record Version(
            Learned learned,
            long asked,
            Instant fittedAsOf,
            @Nullable ModelCard card) {}

    /// The instant whose predictions can be held against what happened since.
    public static long earlier(ModelDefinition definition, long asked) {
        return asked - definition.horizonDays() * DAY_MICROS;
    }

    /// Looks at it. Where there are too few customers to tell, nothing is said of what has moved.
    ///
    /// @param inForce the version in force now
    /// @param earlier the one in force a horizon ago; null where there was none
    /// @param asked the moment, in microseconds since 1970, and `last` the last instant whose events count
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public Monitoring look(Version inForce, @Nullable Version earlier, long asked, Instant last, Work work) {
        ModelDefinition definition = binding.definition();
        long then = earlier(definition, asked);
        Training.Times times = new Training.Times(List.of(inForce.asked()), List.of(), then, asked);
        FeatureStudy study = new FeatureStudy(binding.ofTraining(), times.all(), definition.horizonDays() * DAY_MICROS);
        FeatureTable table = engine.run(study, new Scope(last, Scope.Mode.AS_KNOWN, null, null), work.part())
                .table();
        Training.Rows rows = new Training.Rows(binding, table, times);
        int[] before = rows.training();
        int[] now = rows.now();
        boolean tells = before.length >= FEWEST && now.length >= FEWEST;
        work.check();
        return new Monitoring(
                last,
                inForce.fittedAsOf(),
                before.length,
                now.length,
                tells
                        ? Monitoring.Shift.of(Stability.of(
                                Judging.scores(binding, inForce.learned(), table, before),
                                Judging.scores(binding, inForce.learned(), table, now)))
                        : null,
                tells ? moved(table, before, now) : List.of(),
                earlier == null ? null : realised(rows, earlier, then));
    }

    private List<Monitoring.Moved> moved(FeatureTable table, int[] before, int[] now) {
        List<Monitoring.Moved> moved = new ArrayList<>();
        boolean[] isText = binding.isText();
        for (int i = 0; i < binding.features().size(); i++) {
            Binding.Feature feature = binding.features().get(i);
            moved.add(new Monitoring.Moved(
                    feature.name(),
                    feature.aloud(),
                    Monitoring.Shift.of(Stability.of(table, i, isText[i], before, now))));
        }
        moved.sort(Comparator.comparingDouble(each -> -each.shift().index()));
        return moved;
    }

    private Monitoring.@Nullable Realised realised(Training.Rows rows, Version earlier, long then) {
        ModelCard card = earlier.card();
        int[] at = rows.test();
        double[] scores = Judging.scores(binding, earlier.learned(), rows.table(), at);
        int[] told = IntStream.range(0, at.length)
                .filter(i -> !Double.isNaN(scores[i]))
                .toArray();
        if (card == null || told.length < FEWEST) {
            return null;
        }
        double[] labels = rows.labels(Arrays.stream(told).map(i -> at[i]).toArray());
        List<ModelCard.Figure> reached = figures(Judging.of(
                binding.definition(),
                Map.of(
                        Who.MODEL,
                        Arrays.stream(told).mapToDouble(i -> scores[i]).toArray()),
                labels));
        return new Monitoring.Realised(
                LocalClock.instant(then), earlier.fittedAsOf(), told.length, figures(card.judged()), reached);
    }

    private static List<ModelCard.Figure> figures(List<ModelCard.Judged> judged) {
        return judged.stream()
                .filter(each -> each.who() == Who.MODEL)
                .findFirst()
                .map(ModelCard.Judged::figures)
                .orElse(List.of());
    }
}
