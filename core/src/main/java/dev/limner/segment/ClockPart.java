package dev.limner.segment;

import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.language.Checker;
import dev.limner.language.Children;
import dev.limner.language.Expr;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.Source;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.Evaluation;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of a condition that only the clock decides, such as `weekday = friday`: it flips for everybody
/// in a zone at
/// once, and is answered when somebody asks.
final class ClockPart {
    private final Source source;
    private final TrackingPlan plan;
    private final Map<String, Evaluation> byZone = new HashMap<>();

    private ClockPart(Source source, TrackingPlan plan) {
        this.source = source;
        this.plan = plan;
    }

    /// A condition in two parts, which both must hold.
    ///
    /// @param rest what depends on the customer
    /// @param clock null where nothing is decided by the clock alone
    record Split(Source rest, @Nullable ClockPart clock) {}

    /// Takes the clock's part out of a conjunction.
    static Split split(Source whole, TrackingPlan plan) {
        List<Expr> parts = whole.expr() instanceof Expr.And(var all) ? all : List.of(whole.expr());
        List<Expr> clocks = new ArrayList<>();
        List<Expr> others = new ArrayList<>();
        parts.forEach(part -> (asksOnlyTheClock(part) ? clocks : others).add(part));
        return clocks.isEmpty()
                ? new Split(whole, null)
                : new Split(source(others), new ClockPart(source(clocks), plan));
    }

    private static Source source(List<Expr> parts) {
        return Parser.parse(Printer.print(
                parts.isEmpty() ? new Expr.Bool(true) : parts.size() == 1 ? parts.getFirst() : new Expr.And(parts)));
    }

    private static boolean asksOnlyTheClock(Expr expr) {
        return asksTheClock(expr) && isIndependent(expr);
    }

    private static boolean asksTheClock(Expr expr) {
        return expr instanceof Expr.LocalHour
                || expr instanceof Expr.LocalWeekday
                || Children.of(expr).stream().anyMatch(ClockPart::asksTheClock);
    }

    /// Whether it is the same for all customers of a zone.
    private static boolean isIndependent(Expr expr) {
        return switch (expr) {
            case Expr.LocalHour _, Expr.LocalWeekday _, Expr.Decimal _, Expr.Weekday _, Expr.Bool _ -> true;
            case Expr.And _, Expr.Or _, Expr.Not _, Expr.Compare _, Expr.Between _, Expr.OneOf _ ->
                Children.of(expr).stream().allMatch(ClockPart::isIndependent);
            case Expr.Arithmetic _, Expr.Negative _, Expr.CustomerZone _ ->
                Children.of(expr).stream().allMatch(ClockPart::isIndependent);
            case Expr.Text _, Expr.Date _, Expr.Timestamp _, Expr.Span _, Expr.Length _, Expr.Place _ -> false;
            case Expr.Name _, Expr.Score _, Expr.InSegment _, Expr.Crossed _, Expr.Consents _, Expr.Standing _ -> false;
            case Expr.LastPlace _, Expr.EventPlace _, Expr.Exists _, Expr.Aggregate _, Expr.LastAll _ -> false;
            case Expr.ForAny _, Expr.Trend _, Expr.Since _, Expr.Distance _, Expr.Contains _ -> false;
            case Expr.Like _, Expr.IsKnown _ -> false;
        };
    }

    /// Whether it holds at an instant for those who live by the clock of a zone.
    synchronized boolean holds(String zone, long micros) {
        Evaluation evaluation = byZone.computeIfAbsent(zone, this::evaluation);
        evaluation.openNobody(micros);
        return evaluation.holds(0);
    }

    private Evaluation evaluation(String zone) {
        Lexicon lexicon = new Lexicon(plan, new LocalClock(ZoneId.of(zone)), Map.of(), Map.of());
        return new Compiler(lexicon)
                .condition(Checker.condition(source, lexicon))
                .plan()
                .evaluation(InForce.NONE);
    }
}
