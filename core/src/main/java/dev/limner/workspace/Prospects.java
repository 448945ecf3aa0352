package dev.limner.workspace;

import dev.limner.engine.Engine;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.language.plan.Scoring;
import dev.limner.portrait.Moment;
import dev.limner.predict.Affinity;
import dev.limner.predict.Binding;
import dev.limner.predict.Facet;
import dev.limner.predict.Learned;
import dev.limner.predict.LookAlike;
import dev.limner.predict.ModelDefinition;
import dev.limner.predict.NeedState;
import dev.limner.predict.Outlook;
import dev.limner.predict.Refusal;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import dev.limner.workspace.Predictions.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// What is to be expected of single customers beyond one number each: the next order's time, what they are
/// drawn to, what they are shopping for, and who is like the members of a segment.
///
/// All is learned from what was known as of the moment asked for, and remembered until the data change.
public final class Prospects {
    private static final String NEXT_ORDER = "next_order";
    private static final int QUARTER_MONTHS = 3;
    private static final int MOST_INSTANTS = 120;
    private static final long WEEK = Duration.ofDays(7).toNanos() / 1000;
    private static final String WHOM = "any event in last 365 days";
    private static final List<String> FEATURES =
            List.of("orders", "spend", "goods", "returns", "browsing", "messages", "places");

    private final Desk desk;

    Prospects(Desk desk) {
        this.desk = desk;
    }

    /// What is to be expected of a customer's orders as of a moment.
    ///
    /// @param refused why there is no such model; null beside an outlook, and where none was fitted yet
    public record Expected(
            @Nullable Outlook outlook, @Nullable Refused refused) {}

    /// When the next order of a customer comes, and how alive the customer seemed at each past instant.
    /// Before the first version was in force, parameters are those that the orders known at the beginning
    /// of each quarter give.
    public Expected outlook(int customer, Moment moment) {
        Predictions predictions = desk.predictions();
        Models.Model model = predictions.models().get(NEXT_ORDER);
        Learned inForce = predictions.versions().of(NEXT_ORDER, moment.asked());
        if (model == null || inForce == null || !(model.bound() instanceof Binding.Bound.Done(Binding binding))) {
            return new Expected(null, refused(model));
        }
        NavigableMap<Long, Learned> known = new TreeMap<>(
                predictions.versions().byModel().getOrDefault(Scoring.parameter(NEXT_ORDER), new TreeMap<>()));
        Instant first = desk.extent().first();
        List<Long> instants = new ArrayList<>();
        if (first != null) {
            long begin = LocalClock.micros(first);
            long firstInForce = known.firstKey();
            LocalDate quarter = first.atZone(desk.workspace().settings().zoneId())
                    .toLocalDate()
                    .withDayOfMonth(1)
                    .plusMonths(QUARTER_MONTHS);
            for (; quarter.isBefore(moment.date()); quarter = quarter.plusMonths(QUARTER_MONTHS)) {
                Moment then = desk.moment(quarter.toString());
                Learned fitted = then.asked() < firstInForce ? past(binding, then) : null;
                if (fitted != null) {
                    known.put(then.asked(), fitted);
                }
            }
            long step = Math.max(WEEK, (moment.asked() - begin) / MOST_INSTANTS);
            for (long at = moment.asked() - step; at > begin; at -= step) {
                instants.addFirst(at);
            }
        }
        return new Expected(
                Outlook.of(
                        binding,
                        known,
                        inForce,
                        engine(),
                        Predictions.scope(moment, RoaringBitmap.bitmapOf(customer)),
                        instants,
                        moment.asked(),
                        new Work()),
                null);
    }

    private @Nullable Refused refused(Models.@Nullable Model model) {
        if (model == null) {
            return null;
        }
        if (model.bound() instanceof Binding.Bound.Refused(Refusal refusal)) {
            return Refused.of(refusal);
        }
        Predictions.Certificate last =
                desk.predictions().latest().get(model.definition().model());
        return last == null ? null : last.fit().refused();
    }

    /// The parameters of the next order as of a past moment; null where there were none yet.
    private @Nullable Learned past(Binding binding, Moment then) {
        Past found = desk.remembered(
                "past parameters of orders",
                then,
                null,
                _ -> new Past(Outlook.parameters(
                        binding, engine(), Predictions.scope(then, null), then.asked(), new Work())));
        return found.learned();
    }

    private record Past(@Nullable Learned learned) {}

    private Engine engine() {
        return desk.workspace().engine();
    }

    private TrackingPlan plan() {
        return desk.workspace().definitions().plan();
    }

    private static final Refusal NOTHING = new Refusal.TooFewCustomers(0, 1);

    /// What customers are drawn to by a facet as of a moment, or why it cannot be told.
    public Affinity.Outcome affinity(Facet facet, Moment moment) {
        return desk.remembered("affinity " + facet, moment, null, _ -> {
            Instant first = desk.extent().first();
            return first == null
                    ? new Affinity.Outcome.Refused(NOTHING)
                    : Affinity.fit(
                            facet,
                            plan(),
                            engine(),
                            Predictions.scope(moment, null),
                            moment.asked(),
                            first,
                            new Work());
        });
    }

    /// What one customer is drawn to by a facet; none where that cannot be told.
    public List<Affinity.Drawn> affinity(Facet facet, int customer, Moment moment) {
        return switch (affinity(facet, moment)) {
            case Affinity.Outcome.Refused _ -> List.of();
            case Affinity.Outcome.Fitted(Affinity fitted) ->
                fitted.of(
                        plan(),
                        engine(),
                        Predictions.scope(moment, RoaringBitmap.bitmapOf(customer)),
                        moment.asked(),
                        new Work());
        };
    }

    /// What customers are shopping for as of a moment, or why it cannot be told.
    public NeedState.Outcome needs(Moment moment) {
        return desk.remembered("needs", moment, null, _ -> {
            Instant first = desk.extent().first();
            return first == null
                    ? new NeedState.Outcome.Refused(NOTHING)
                    : NeedState.fit(
                            plan(), engine(), Predictions.scope(moment, null), moment.asked(), first, new Work());
        });
    }

    /// What one customer is shopping for; none where that cannot be told, or nothing was looked at within a
    /// fortnight.
    public List<NeedState.Need> needs(int customer, Moment moment) {
        return switch (needs(moment)) {
            case NeedState.Outcome.Refused _ -> List.of();
            case NeedState.Outcome.Fitted(NeedState fitted) ->
                fitted.of(
                        plan(),
                        engine(),
                        Predictions.scope(moment, RoaringBitmap.bitmapOf(customer)),
                        moment.asked(),
                        new Work());
        };
    }

    /// Who is like the members of a segment as of a moment without being one, or why that cannot be told.
    ///
    /// @throws UserProblem where there is no such segment
    public LookAlike.Outcome alike(String segment, Moment moment, Work work) {
        RoaringBitmap members = desk.members(segment, moment);
        return desk.remembered(
                "look-alikes of " + segment,
                moment,
                null,
                _ -> alike(members == null ? new RoaringBitmap() : members, moment, work));
    }

    /// The same of any customers.
    public LookAlike.Outcome alike(RoaringBitmap members, Moment moment, Work work) {
        Definitions definitions = desk.workspace().definitions();
        Words title = new Words("look-alikes", "相似客户");
        ModelDefinition whom = new ModelDefinition(
                "look_alike",
                title,
                title,
                ModelDefinition.Kind.EVENT,
                WHOM,
                WHOM,
                1,
                null,
                FEATURES,
                null,
                null,
                null,
                null);
        return switch (Binding.of(
                whom, DefinitionFiles.ready().features(), definitions.lexicon(), definitions.glossary())) {
            case Binding.Bound.Refused(Refusal refusal) -> new LookAlike.Outcome.Refused(refusal);
            case Binding.Bound.Done(Binding binding) ->
                LookAlike.find(binding, members, engine(), Predictions.scope(moment, null), moment.asked(), work);
        };
    }
}
