package dev.limner.privacy;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Expr;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.Evaluation;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.privacy.ConsentStudy.Asked;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one customer consents to as of an instant, each with the event that decides it: the language's
/// own condition `consents to ... by ...`, asked of each purpose and channel. Run it within that one
/// customer.
public final class Consents implements Study<List<Consents.Standing>> {
    private final List<Asked> asked;
    private final Plan plan;
    private final Property source;
    private final long micros;
    private final Scope.Mode mode;
    private final List<String> types;

    /// Whether the customer consents to one purpose.
    ///
    /// @param said what decides it; null where nothing was said, so that the default holds
    public record Standing(
            Asked asked, boolean consents, @Nullable Said said) implements Serializable {}

    /// The event that decides.
    public record Said(Instant at, String type, String source) implements Serializable {}

    /// The question as of an instant in microseconds since 1970, which is the one of the scope.
    ///
    /// @throws dev.limner.problem.UserProblem where a purpose or channel is not declared
    public Consents(Lexicon lexicon, List<Asked> asked, long micros, Scope.Mode mode) {
        this.asked = List.copyOf(asked);
        Compiler compiler = new Compiler(lexicon);
        asked.forEach(each -> compiler.condition(condition(lexicon, each)));
        plan = compiler.plan();
        source = lexicon.plan().source();
        types = lexicon.plan().types().stream().map(type -> type.name()).toList();
        this.micros = micros;
        this.mode = mode;
    }

    /// The condition that a purpose and channel are.
    public static Checked condition(Lexicon lexicon, Asked asked) {
        String text = Printer.print(new Expr.Consents(asked.purpose(), asked.channel()));
        return Checker.condition(Parser.parse(text), lexicon).orThrow();
    }

    @Override
    public Needs needs() {
        return plan.needs().and(source);
    }

    @Override
    public List<Standing> start() {
        return new ArrayList<>();
    }

    @Override
    public void add(List<Standing> answer, History history) {
        Evaluation evaluation = plan.evaluation(InForce.NONE);
        evaluation.open(history, micros, mode);
        for (int i = 0; i < asked.size(); i++) {
            int[] cited = evaluation.cited(i).events();
            answer.add(new Standing(
                    asked.get(i),
                    evaluation.holds(i),
                    cited.length == 0 ? null : said(history, cited[cited.length - 1])));
        }
    }

    private Said said(History history, int event) {
        return new Said(
                LocalClock.instant(history.at(event)),
                types.get(history.type(event)),
                history.text(history.value(source, event)));
    }

    /// Whether a history says yes to the first of them, by what is known at an instant.
    public boolean isGiven(History history, long at) {
        Evaluation evaluation = plan.evaluation(InForce.NONE);
        evaluation.open(history, at, Scope.Mode.AS_KNOWN);
        return evaluation.holds(0);
    }

    /// What holds where there is no event that is asked about.
    public List<Standing> ofNobody() {
        Evaluation evaluation = plan.evaluation(InForce.NONE);
        evaluation.openNobody(micros);
        List<Standing> all = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            all.add(new Standing(asked.get(i), evaluation.holds(i), null));
        }
        return all;
    }

    @Override
    public List<Standing> merge(List<Standing> left, List<Standing> right) {
        return left.isEmpty() ? right : left;
    }
}
