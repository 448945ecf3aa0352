package dev.limner.workspace;

import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.engine.Together;
import dev.limner.history.History;
import dev.limner.language.Checked;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.language.plan.Ranking;
import dev.limner.language.plan.Why;
import dev.limner.language.plan.WhyAnswer;
import dev.limner.language.plan.WhyExprStudy;
import dev.limner.portrait.Moment;
import dev.limner.portrait.Portraits;
import dev.limner.segment.MembershipStudy;
import dev.limner.segment.RankingStudy;
import dev.limner.segment.TenureStudy;
import dev.limner.work.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Who fulfils conditions of the language as of a moment: any number of conditions in one pass, after one
/// for each
/// ranking
/// that they need.
///
/// Parameters are those fitted as of the moment asked for, at whichever instant a condition looks.
final class Fulfilment {
    private final Desk desk;
    private final Lexicon lexicon;

    Fulfilment(Desk desk, Lexicon lexicon) {
        this.desk = desk;
        this.lexicon = lexicon;
    }

    /// Parameters by name, whatever the instant.
    ///
    /// @param scoring the versions of models, each in force from the instant it was fitted as of
    private record Fitted(Map<String, Object> byModel, Predictions.Versions scoring) implements InForce {
        @Override
        public @Nullable Object parameters(String model, long micros) {
            Object fitted = byModel.get(model);
            return fitted == null ? scoring.at(model, micros) : fitted;
        }
    }

    /// The numbers of those who fulfil each condition.
    ///
    /// @param within only these customers are looked at; null for everybody
    List<RoaringBitmap> of(List<Checked> conditions, Moment moment, @Nullable RoaringBitmap within, Work work) {
        Compiler compiler = new Compiler(lexicon);
        conditions.forEach(compiler::condition);
        Plan plan = compiler.plan();
        MembershipStudy study =
                new MembershipStudy(plan, inForce(plan, moment, work), moment.asked(), Scope.Mode.AS_CORRECTED);
        MembershipStudy.Members members =
                desk.workspace().engine().run(study, moment.scope().within(within), work);
        RoaringBitmap everybody = desk.everybody(moment);
        RoaringBitmap asked = within == null ? everybody : RoaringBitmap.and(everybody, within);
        List<RoaringBitmap> fulfilling = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            fulfilling.add(study.members(members, i, asked));
        }
        return fulfilling;
    }

    /// The numbers of those who fulfil one condition as of each of several moments, in one pass.
    List<RoaringBitmap> over(Checked condition, List<Moment> moments, Work work) {
        Plan plan = new Compiler(lexicon).condition(condition).plan();
        List<MembershipStudy> studies = moments.stream()
                .map(moment ->
                        new MembershipStudy(plan, inForce(plan, moment, work), moment.asked(), Scope.Mode.AS_CORRECTED))
                .toList();
        Together together = new Together(studies.toArray(Study[]::new));
        Moment last = Collections.max(moments, Comparator.comparingLong(Moment::micros));
        Together.Answers answers = desk.workspace().engine().run(together, last.scope(), work);
        List<RoaringBitmap> all = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            MembershipStudy study = studies.get(i);
            all.add(study.members(together.answer(study, answers), 0, desk.everybody(moments.get(i))));
        }
        return all;
    }

    /// The memberships of one customer in conditions as of a moment.
    List<TenureStudy.Tenure> tenures(
            Portraits portraits, List<Checked> conditions, int customer, Moment moment, Work work) {
        Compiler compiler = new Compiler(lexicon);
        conditions.forEach(compiler::condition);
        Plan plan = compiler.plan();
        TenureStudy study = new TenureStudy(
                plan,
                inForce(plan, moment, work),
                moment.asked(),
                portraits.study(moment).needs().types(),
                true);
        return desk.workspace()
                .engine()
                .run(study, moment.scope().within(RoaringBitmap.bitmapOf(customer)), work)
                .all();
    }

    /// Why a condition holds for a customer as of a moment, or does not.
    Reason why(Definitions definitions, Checked condition, int customer, Moment moment, Work work) {
        Why why = Why.of(lexicon, condition);
        Plan plan = new Compiler(lexicon).condition(condition).plan();
        InForce inForce = inForce(plan, moment, work);
        WhyExprStudy study =
                new WhyExprStudy(why, inForce, definitions.glossary(), moment.asked(), Scope.Mode.AS_CORRECTED);
        TenureStudy tenure = new TenureStudy(
                plan,
                inForce,
                moment.asked(),
                definitions.portraits().study(moment).needs().types(),
                false);
        Together both = new Together(study, tenure);
        Together.Answers answers =
                desk.workspace().engine().run(both, moment.scope().within(RoaringBitmap.bitmapOf(customer)), work);
        WhyAnswer answer = both.answer(study, answers).answer();
        if (answer == null) {
            History nobody = new History(why.needs().properties(), _ -> "");
            nobody.begin(customer);
            answer = why.explain(nobody, moment.asked(), Scope.Mode.AS_CORRECTED, inForce, definitions.glossary());
        }
        List<TenureStudy.Tenure> tenures = both.answer(tenure, answers).all();
        return new Reason(answer, tenures.isEmpty() ? null : tenures.getFirst().until());
    }

    /// The parameters that a plan needs, fitted as of a moment.
    InForce inForce(Plan plan, Moment moment, Work work) {
        if (!plan.usesParameters()) {
            return InForce.NONE;
        }
        Map<String, Object> fitted = new HashMap<>(desk.people(moment).parameters());
        plan.rankings().forEach((name, ranked) -> fitted.put(name, ranking(ranked, moment, work)));
        return new Fitted(fitted, desk.predictions().versions());
    }

    private Ranking ranking(Plan.Ranked ranked, Moment moment, Work work) {
        RoaringBitmap within = ranked.segment() == null
                ? null
                : of(List.of(lexicon.segment(ranked.segment())), moment, null, work)
                        .getFirst();
        Plan plan = new Compiler(lexicon).tag(ranked.tag()).plan();
        RankingStudy study =
                new RankingStudy(plan, inForce(plan, moment, work), moment.asked(), Scope.Mode.AS_CORRECTED);
        RankingStudy.Values values =
                desk.workspace().engine().run(study, moment.scope().within(within), work);
        RoaringBitmap population = within == null ? desk.everybody(moment) : within;
        return study.ranking(values, population.getCardinality());
    }
}
