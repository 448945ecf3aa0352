package dev.limner.workspace;

import dev.limner.engine.duckdb.ParameterLog;
import dev.limner.history.LocalClock;
import dev.limner.portrait.Moment;
import dev.limner.predict.Binding;
import dev.limner.predict.Learned;
import dev.limner.predict.ModelCard;
import dev.limner.predict.Monitor;
import dev.limner.predict.Monitoring;
import dev.limner.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The looks at a workspace's models after their fits, kept in the parameter log.
public final class ModelMonitoring {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String MONITORING = "monitoring:";
    private static final Duration EVERY = Duration.ofDays(1);

    private final Desk desk;
    private final Clock machine;
    private final Predictions predictions;
    private final ParameterLog log;

    ModelMonitoring(Desk desk, Clock machine) {
        this.desk = desk;
        this.machine = machine;
        predictions = desk.predictions();
        log = new ParameterLog(desk.workspace().store());
    }

    /// Looks at the version in force of a model: how far scores and features have moved since its fit, and what
    /// came of what was said a horizon ago; kept. Null where none is in force, or it was fitted just now.
    ///
    /// @throws UserProblem where there is no such model
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public @Nullable Monitoring look(String name, Moment moment, Work work) {
        Models.Model model = desk.workspace().definitions().models().model(name);
        long asked = moment.asked();
        Map.Entry<Long, Learned> inForce = predictions.versions().entry(name, asked);
        if (inForce == null
                || inForce.getKey() >= moment.micros()
                || !(model.bound() instanceof Binding.Bound.Done(Binding binding))) {
            return null;
        }
        // what a gauge foretells is held against what came about in figures of its own
        Map.Entry<Long, Learned> before = model.definition().kind().isGauge()
                ? null
                : predictions.versions().entry(name, Monitor.earlier(model.definition(), asked));
        Monitoring found = new Monitor(binding, desk.workspace().engine())
                .look(
                        version(name, inForce),
                        before == null ? null : version(name, before),
                        asked,
                        moment.instant(),
                        work);
        log.publish(MONITORING + name, moment.instant(), machine.instant(), MAPPER.writeValueAsString(found));
        return found;
    }

    private Monitor.Version version(String name, Map.Entry<Long, Learned> entry) {
        Instant fittedAsOf = LocalClock.instant(entry.getKey());
        ModelCard card = null;
        for (Predictions.Certificate each : predictions.history(name)) {
            ModelCard found = each.fit().card();
            if (card == null
                    && found != null
                    && found.verdict() != ModelCard.Verdict.NOT_BETTER
                    && each.fit().asOf().equals(fittedAsOf)) {
                card = found;
            }
        }
        // a fit as of a date ended one microsecond before it, and asked as of the date
        long next = entry.getKey() + 1;
        LocalClock clock = desk.workspace().clock();
        boolean isOfDate = clock.day(next) != clock.day(entry.getKey());
        return new Monitor.Version(entry.getValue(), isOfDate ? next : entry.getKey(), fittedAsOf, card);
    }

    /// The last look at each model, by name, where it speaks of the version that is in force.
    public Map<String, Monitoring> last() {
        Map<String, Monitoring> monitorings = new LinkedHashMap<>();
        long now = desk.moment(null).asked();
        for (ParameterLog.Published each : log.last(MONITORING)) {
            String name = each.name().substring(MONITORING.length());
            Monitoring found = MAPPER.readValue(each.value(), Monitoring.class);
            Map.Entry<Long, Learned> inForce = predictions.models().containsKey(name)
                    ? predictions.versions().entry(name, now)
                    : null;
            if (inForce != null && LocalClock.instant(inForce.getKey()).equals(found.fittedAsOf())) {
                monitorings.put(name, found);
            }
        }
        return monitorings;
    }

    /// Looks at each model in force whose last look lies a day back or more.
    ///
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public void lookWhereDue(Moment moment, Work work) {
        due(moment).forEach(name -> look(name, moment, work));
    }

    /// The models in force whose last look, or fit, lies a day back or more.
    public List<String> due(Moment moment) {
        Map<String, Instant> looked = new HashMap<>();
        log.last(MONITORING).forEach(each -> looked.put(each.name().substring(MONITORING.length()), each.fittedAsOf()));
        return predictions.models().keySet().stream()
                .filter(name -> {
                    Map.Entry<Long, Learned> inForce = predictions.versions().entry(name, moment.asked());
                    if (inForce == null) {
                        return false;
                    }
                    Instant fitted = LocalClock.instant(inForce.getKey());
                    Instant last = looked.getOrDefault(name, fitted);
                    return !(last.isBefore(fitted) ? fitted : last).plus(EVERY).isAfter(moment.instant());
                })
                .toList();
    }
}
