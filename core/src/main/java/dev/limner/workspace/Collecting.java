package dev.limner.workspace;

import dev.limner.collect.Collector;
import dev.limner.collect.Rules;
import dev.limner.engine.Needs;
import dev.limner.event.TrackingPlan;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Plan;
import dev.limner.portrait.Moment;
import dev.limner.portrait.Parameters;
import dev.limner.portrait.People;
import dev.limner.privacy.ConsentStudy.Asked;
import dev.limner.privacy.Consents;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.segment.LiveSegments;
import dev.limner.segment.SegmentRule;
import dev.limner.trigger.Trigger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// A workspace that collects: which definitions hold for what arrives. Live are the segments that are
/// written in the language, and those by tags that a trigger names.
final class Collecting implements AutoCloseable {
    private final Desk desk;
    private final Collector.Wiring wiring;
    private final Clock machine;
    private final Map<String, Trigger> triggers;
    /// The parameters of populations as they were last fitted.
    private volatile InForce fitted = InForce.NONE;

    private volatile Map<String, Parameters> parameters = Map.of();

    private final Collector collector;

    static Collecting start(Desk desk, Collector.Wiring wiring, Clock machine) {
        return new Collecting(desk, wiring, machine);
    }

    private Collecting(Desk desk, Collector.Wiring wiring, Clock machine) {
        this.desk = desk;
        this.wiring = wiring;
        this.machine = machine;
        triggers = DefinitionFiles.triggers(desk.workspace().folder());
        triggers.values().forEach(this::check);
        fit();
        collector = Collector.start(new Collector.Setup(
                desk.workspace().store(),
                desk.workspace().engine(),
                desk.workspace().definitions().collected(),
                this::rules,
                machine,
                wiring));
    }

    /// The same, begun anew over the workspace that the desk has now.
    Collecting again() {
        return new Collecting(desk, wiring, machine);
    }

    private void check(Trigger trigger) {
        Definitions definitions = desk.workspace().definitions();
        List<String> known = new ArrayList<>(definitions.segments().rules().keySet());
        definitions.segments().groups().stream()
                .flatMap(group -> group.segments().stream())
                .forEach(segment -> known.add(segment.id()));
        if (!known.contains(trigger.segment())) {
            List<String> values = new ArrayList<>(List.of(trigger.segment()));
            values.addAll(Nearest.to(trigger.segment(), known));
            throw new UserProblem(Code.UNKNOWN_SEGMENT, DefinitionFiles.TRIGGERS + "/" + trigger.trigger(), values);
        }
        if (trigger.purpose() != null) {
            try {
                Consents.condition(definitions.lexicon(), new Asked(trigger.purpose(), trigger.channel()));
            } catch (UserProblem problem) {
                throw problem.at(DefinitionFiles.TRIGGERS + "/" + trigger.trigger());
            }
        }
    }

    /// Fits the parameters that the definitions need, as of now.
    private void fit() {
        Definitions definitions = desk.workspace().definitions();
        Compiler compiler = new Compiler(definitions.lexicon()).asKnown();
        uses(definitions)
                .forEach(use -> compiler.condition(definitions.lexicon().segment(use.id())));
        Plan plan = compiler.plan();
        Moment now = desk.moment(null);
        fitted = desk.inForce(plan, now);
        parameters = desk.people(now).parameters();
    }

    private List<LiveSegments.Use> uses(Definitions definitions) {
        Map<String, SegmentRule> rules = definitions.segments().rules();
        TreeSet<String> ids = new TreeSet<>(rules.keySet());
        triggers.values().forEach(trigger -> ids.add(trigger.segment()));
        int version = Math.max(1, desk.workspace().log().last());
        return ids.stream()
                .map(id -> {
                    SegmentRule rule = rules.get(id);
                    return new LiveSegments.Use(id, version, rule != null && Boolean.TRUE.equals(rule.track()));
                })
                .toList();
    }

    private Rules rules() {
        Definitions definitions = desk.workspace().definitions();
        InForce latest = (model, micros) -> fitted.parameters(model, micros);
        return new Rules(definitions.lexicon(), latest, beside(definitions), uses(definitions), triggers);
    }

    /// What portraits read, and the traits.
    private Needs beside(Definitions definitions) {
        Needs portraits = definitions.portraits().study(desk.moment(null)).needs();
        TrackingPlan plan = definitions.plan();
        List<Needs> all = new ArrayList<>(List.of(portraits));
        if (plan.has("traits")) {
            all.add(new Needs(List.of(plan.type("traits")), plan.type("traits").properties()));
        }
        triggers.values().stream()
                .filter(trigger -> trigger.purpose() != null)
                .map(trigger -> Consents.condition(
                        definitions.lexicon(), new Asked(Objects.requireNonNull(trigger.purpose()), trigger.channel())))
                .map(condition -> new Compiler(definitions.lexicon())
                        .asKnown()
                        .condition(condition)
                        .plan()
                        .needs())
                .forEach(all::add);
        return Needs.union(all);
    }

    Collector collector() {
        return collector;
    }

    /// A customer as of now, from memory: tags by parameters of the last fitting, and the segments.
    Profile profile(int customer) {
        Moment now = Moment.at(collector.live().clock(), desk.workspace().clock());
        People alone = collector
                .live()
                .look(
                        customer,
                        history -> desk.workspace().definitions().portraits().alone(history, now, parameters));
        return new Profile(
                desk.workspace().store().customers().identifiers(customer),
                now,
                alone,
                collector.live().of(customer));
    }

    /// Lets the definitions in force hold here too; exact once this returns.
    void redefine() {
        fit();
        collector.redefine();
    }

    @Override
    public void close() {
        collector.close();
    }
}
