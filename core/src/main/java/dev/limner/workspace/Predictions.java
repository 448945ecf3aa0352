package dev.limner.workspace;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.ParameterLog;
import dev.limner.history.LocalClock;
import dev.limner.language.plan.Scoring;
import dev.limner.models.Progress;
import dev.limner.portrait.Moment;
import dev.limner.predict.BasketStudy;
import dev.limner.predict.Binding;
import dev.limner.predict.Gauging;
import dev.limner.predict.Learned;
import dev.limner.predict.ModelCard;
import dev.limner.predict.Prediction;
import dev.limner.predict.Recommending;
import dev.limner.predict.Refusal;
import dev.limner.predict.Training;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import tools.jackson.databind.json.JsonMapper;

/// What models say of a workspace's customers: fitting, cards, and the versions that are in force.
///
/// A version is in force from the moment that it was fitted as of until that of the next one that replaced it.
public final class Predictions {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String CARD = "card:";
    private static final long MOST_BYTES = 32L << 20;

    private final Desk desk;
    private final Clock machine;
    private volatile @Nullable Versions versions;

    Predictions(Desk desk, Clock machine) {
        this.desk = desk;
        this.machine = machine;
    }

    /// What came of one fit: a card, or a refusal.
    ///
    /// @param asOf the moment it was fitted as of
    public record Fit(
            Instant asOf,
            @Nullable ModelCard card,
            @Nullable Refused refused) {}

    /// A refusal as it is written down.
    public record Refused(String code, Words reason) {
        static Refused of(Refusal refusal) {
            return new Refused(refusal.code(), refusal.words());
        }
    }

    /// A fit with its place in the log.
    public record Certificate(int version, Instant fittedAt, Fit fit) {}

    /// The fitted models by name, each from the instant that it is in force.
    public record Versions(Map<String, NavigableMap<Long, Learned>> byModel) implements Serializable {
        /// The parameters of that name at an instant; null where none were in force.
        @Nullable
        Scoring at(String parameter, long micros) {
            NavigableMap<Long, Learned> of = byModel.get(parameter);
            Map.Entry<Long, Learned> entry = of == null ? null : of.floorEntry(micros);
            return entry == null ? null : entry.getValue();
        }

        /// The model in force at an instant, with that of its fit in microseconds; null where none was.
        Map.@Nullable Entry<Long, Learned> entry(String model, long micros) {
            NavigableMap<Long, Learned> of = byModel.get(Scoring.parameter(model));
            return of == null ? null : of.floorEntry(micros);
        }

        /// The model in force at an instant.
        @Nullable
        Learned of(String model, long micros) {
            return (Learned) at(Scoring.parameter(model), micros);
        }
    }

    /// The models, by name.
    public Map<String, Models.Model> models() {
        return desk.workspace().definitions().models().all();
    }

    /// Every version that is or was in force, and is a function of the features that its model has today.
    public Versions versions() {
        Versions known = versions;
        if (known == null) {
            Map<String, NavigableMap<Long, Learned>> byModel = new HashMap<>();
            Map<String, Binding> bindings = bindings();
            for (ParameterLog.Published each : log().versions(Scoring.parameter(""))) {
                Binding binding = bindings.get(each.name());
                if (binding != null && !Learned.isOf(each.value(), binding)) {
                    continue; // the definition has other features by now, or the workspace offers more of them
                }
                byModel.computeIfAbsent(each.name(), _ -> new TreeMap<>())
                        .put(LocalClock.micros(each.fittedAsOf()), Learned.read(each.value()));
            }
            known = new Versions(byModel);
            versions = known;
        }
        return known;
    }

    private Map<String, Binding> bindings() {
        Map<String, Binding> bindings = new HashMap<>();
        models().forEach((name, model) -> {
            if (model.bound() instanceof Binding.Bound.Done(Binding binding)) {
                bindings.put(Scoring.parameter(name), binding);
            }
        });
        return bindings;
    }

    void forget() {
        versions = null;
    }

    private ParameterLog log() {
        return new ParameterLog(desk.workspace().store());
    }

    /// All fits of a model, newest first.
    ///
    /// @throws UserProblem where there is no such model
    public List<Certificate> history(String model) {
        desk.workspace().definitions().models().model(model);
        return log().versions(CARD + model).stream()
                .filter(each -> each.name().equals(CARD + model))
                .map(Predictions::certificate)
                .toList()
                .reversed();
    }

    private static Certificate certificate(ParameterLog.Published of) {
        return new Certificate(of.version(), of.publishedAt(), MAPPER.readValue(of.value(), Fit.class));
    }

    /// The last fit of each model that was ever fitted, by name.
    public Map<String, Certificate> latest() {
        Map<String, Certificate> latest = new LinkedHashMap<>();
        log().last(CARD).forEach(each -> latest.put(each.name().substring(CARD.length()), certificate(each)));
        latest.keySet().retainAll(models().keySet());
        return latest;
    }

    /// Fits a model as of a moment, keeps its card, and lets it take the place of the one in force where it does
    /// better on the rows that neither has seen.
    ///
    /// @throws UserProblem where there is no such model
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public Certificate fit(String name, Moment moment, Work work) {
        return fit(name, moment, new Training.Shared(), work);
    }

    private Certificate fit(String name, Moment moment, Training.Shared shared, Work work) {
        Models.Model model = desk.workspace().definitions().models().model(name);
        return switch (model.bound()) {
            case Binding.Bound.Refused(Refusal refusal) -> keep(name, moment, null, Refused.of(refusal));
            case Binding.Bound.Done(Binding binding) -> fit(binding, moment, shared, work);
        };
    }

    private Certificate fit(Binding binding, Moment moment, Training.Shared shared, Work work) {
        String name = binding.definition().model();
        Instant first = desk.extent().first();
        if (first == null) {
            return keep(name, moment, null, Refused.of(new Refusal.TooFewCustomers(0, 1)));
        }
        long micros = moment.asked();
        Learned champion = versions().of(name, micros - 1);
        return switch (outcome(binding, moment, first, champion, shared, work)) {
            case Training.Outcome.Refused(Refusal refusal) -> keep(name, moment, null, Refused.of(refusal));
            case Training.Outcome.Certified(Learned learned, ModelCard card) -> {
                if (card.verdict() != ModelCard.Verdict.NOT_BETTER) {
                    log().publish(
                                    Scoring.parameter(name),
                                    moment.instant(),
                                    machine.instant(),
                                    learned.written(binding));
                    forget();
                    desk.workspace().renew();
                    desk.redefine();
                }
                yield keep(name, moment, card, null);
            }
        };
    }

    /// A file of the workspace with a model that was made elsewhere.
    private byte[] content(String file) {
        Path folder = desk.workspace().folder().toAbsolutePath().normalize();
        Path path = folder.resolve(file).normalize();
        try {
            if (!path.startsWith(folder) || !path.toRealPath().startsWith(folder.toRealPath())) {
                throw UserProblem.of(UserProblem.Code.BAD_ONNX, file, "not in the workspace");
            }
            if (Files.size(path) > MOST_BYTES) {
                throw UserProblem.of(UserProblem.Code.BAD_ONNX, file, "more than 32 MB");
            }
            return Files.readAllBytes(path);
        } catch (IOException _) {
            throw UserProblem.of(UserProblem.Code.BAD_ONNX, file, "cannot be read");
        }
    }

    private Training.Outcome outcome(
            Binding binding,
            Moment moment,
            Instant first,
            @Nullable Learned champion,
            Training.Shared shared,
            Work work) {
        Engine engine = desk.workspace().engine();
        return binding.definition().kind().isGauge()
                ? new Gauging(binding, engine, moment.asked(), moment.instant(), first, shared)
                        .run(champion, machine.instant(), work)
                : new Training(binding, engine, moment.asked(), moment.instant(), first, shared, this::content)
                        .run(champion, machine.instant(), work);
    }

    private Certificate keep(String name, Moment moment, @Nullable ModelCard card, @Nullable Refused refused) {
        Fit fit = new Fit(moment.instant(), card, refused);
        int version = log().publish(CARD + name, moment.instant(), machine.instant(), MAPPER.writeValueAsString(fit));
        return new Certificate(version, machine.instant(), fit);
    }

    /// Fits models one after the other; all where none are named.
    public Map<String, Certificate> fitAll(List<String> names, Moment moment, Work work) {
        List<String> asked = names.isEmpty() ? List.copyOf(models().keySet()) : names;
        Map<String, Certificate> fits = new LinkedHashMap<>();
        Training.Shared shared = new Training.Shared();
        for (String name : asked) {
            Words title = desk.workspace()
                    .definitions()
                    .models()
                    .model(name)
                    .definition()
                    .title();
            work.stage(new Words("fitting a model: " + title.en(), "训练模型：" + title.zh()), asked.size());
            work.reached(fits.size());
            fits.put(name, fit(name, moment, shared, work));
            monitoring().look(name, moment, work);
        }
        return fits;
    }

    /// How models do after their fits.
    public ModelMonitoring monitoring() {
        return new ModelMonitoring(desk, machine);
    }

    /// What a model says of everybody in its population as of a moment, by the version in force then; null where
    /// none was.
    ///
    /// @throws UserProblem where there is no such model
    public @Nullable List<Prediction> scores(String name, Moment moment, Work work) {
        Models.Model model = desk.workspace().definitions().models().model(name);
        Learned learned = versions().of(name, moment.asked());
        return model.bound() instanceof Binding.Bound.Done(Binding binding) && learned != null
                ? Prediction.all(binding, learned, desk.workspace().engine(), scope(moment, null), moment.asked(), work)
                : null;
    }

    /// The same, remembered.
    ///
    /// @throws UserProblem where there is no such model, or no version was in force
    public List<Prediction> remembered(String name, Moment moment) {
        return desk.remembered("scores of " + name, moment, null, _ -> {
            List<Prediction> scores = scores(name, moment, new Work());
            if (scores == null) {
                throw UserProblem.of(UserProblem.Code.NOT_FITTED, name);
            }
            return scores;
        });
    }

    /// What the models in force say of one customer as of a moment, with reasons.
    public List<Prediction.Explained> of(int customer, Moment moment) {
        List<Prediction.Asked> asked = new ArrayList<>();
        models().forEach((name, model) -> {
            Learned learned = versions().of(name, moment.asked());
            if (learned != null && model.bound() instanceof Binding.Bound.Done(Binding binding)) {
                asked.add(new Prediction.Asked(binding, learned));
            }
        });
        Scope alone = scope(moment, RoaringBitmap.bitmapOf(customer));
        return Prediction.explained(asked, desk.workspace().engine(), alone, moment.asked(), new Work());
    }

    /// How well recommendations as of a horizon of days before a moment met what was bought until then.
    public Recommendations recommendations(Moment moment, int horizonDays) {
        return desk.remembered("recommendations " + horizonDays, moment, null, _ -> {
            Recommending.Outcome outcome =
                    recommending(moment.asked() - Duration.ofDays(horizonDays).toNanos() / 1000, moment);
            return switch (outcome) {
                case Recommending.Outcome.Refused(Refusal refusal) -> new Recommendations(null, Refused.of(refusal));
                case Recommending.Outcome.Fitted(Recommending fitted) -> new Recommendations(fitted.card(), null);
            };
        });
    }

    /// A card of recommendations, or a refusal.
    public record Recommendations(
            Recommending.@Nullable Card card, @Nullable Refused refused) {}

    /// The items to recommend to a customer as of a moment, with why; none where the data do not suffice.
    public List<Recommending.Recommended> recommended(int customer, Moment moment) {
        Recommending.Outcome outcome =
                desk.remembered("recommender", moment, null, _ -> recommending(moment.asked(), moment));
        return switch (outcome) {
            case Recommending.Outcome.Refused _ -> List.of();
            case Recommending.Outcome.Fitted(Recommending fitted) -> fitted.recommend(customer);
        };
    }

    private Recommending.Outcome recommending(long cutoff, Moment moment) {
        BasketStudy study = BasketStudy.of(desk.workspace().definitions().plan(), cutoff);
        return study == null
                ? new Recommending.Outcome.Refused(new Refusal.NoEvents("purchase.item"))
                : Recommending.fit(
                        desk.workspace().engine().run(study, scope(moment, null), new Work()), Progress.SILENT);
    }

    static Scope scope(Moment moment, @Nullable RoaringBitmap customers) {
        return new Scope(moment.instant(), Scope.Mode.AS_KNOWN, null, customers);
    }

    /// The models whose schedule asks for a fit as of a moment.
    ///
    /// @param fresh whether those count that were never fitted
    public List<String> due(Moment moment, boolean fresh) {
        Map<String, Certificate> latest = latest();
        return models().values().stream()
                .filter(model -> {
                    Certificate last = latest.get(model.definition().model());
                    return last == null
                            ? fresh
                            : isDue(model, last, moment)
                                    || (last.fit().card() != null
                                            && versions().of(model.definition().model(), moment.asked()) == null);
                })
                .map(model -> model.definition().model())
                .toList();
    }

    /// Whether a model was last fitted so long ago that its definition asks for it anew, or never.
    public static boolean isDue(Models.Model model, @Nullable Certificate last, Moment moment) {
        return last == null
                || !last.fit()
                        .asOf()
                        .plus(Duration.ofDays(model.definition().repeatDaysOrDefault()))
                        .isAfter(moment.instant());
    }
}
