package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Cases;
import dev.limner.language.Checked;
import dev.limner.language.Expr;
import dev.limner.language.Printer;
import dev.limner.language.naive.NaiveEvaluator;
import dev.limner.language.naive.RandomQuestions;
import dev.limner.language.naive.RandomQuestions.Question;
import dev.limner.language.naive.Shrinker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One meaning, on random expressions and histories: the plan answers what the naive reference does, now
/// and at the
/// instant
/// at which it says that time alone may change the answer.
class OneMeaningTest {
    /// Pairs of an expression and a history; more by `-Dlimner.pairs=...`.
    private static final int PAIRS = Integer.getInteger("limner.pairs", 10_000);

    private static final long SEED = Long.getLong("limner.seed", 20261125);

    @Test
    void thePlanAnswersWhatTheNaiveReferenceDoes() {
        List<String> differing = new ArrayList<>();
        RandomQuestions.ask(SEED, PAIRS, question -> {
            String found = compare(question);
            if (found != null) {
                differing.add(found + "\n" + smallest(question));
            }
            return differing.size() < 3;
        });
        assertThat(differing).isEmpty();
    }

    /// The smallest question found that still differs, as a case to keep.
    private static String smallest(Question question) {
        Shrinker.Asking asking =
                new Shrinker.Asking(question.world(), question.expr(), question.life(), question.t(), question.mode());
        return Shrinker.yaml(
                Shrinker.shrink(
                        asking,
                        smaller -> compare(new Question(
                                        smaller.world(), smaller.expr(), smaller.life(), smaller.t(), smaller.mode()))
                                != null),
                "found");
    }

    private static @org.jspecify.annotations.Nullable String compare(Question question) {
        Expr expr = question.expr();
        String asked = "";
        try {
            PlanReader reader = new PlanReader(question.world());
            Checked checked = reader.checked(expr);
            asked = checked.mistakes().toString();
            checked.orThrow();
            Plan plan = reader.plan(checked);
            Evaluation evaluation = plan.evaluation(reader.inForce());
            History history = PlanReader.history(plan, question.life(), question.t(), question.mode());
            evaluation.open(history, LocalClock.micros(question.t()), question.mode());
            Object found = PlanReader.value(checked.type(), evaluation);
            Object expected =
                    new NaiveEvaluator(question.world()).value(expr, question.life(), question.t(), question.mode());
            if (!same(expected, found)) {
                return told(question, "expected " + expected + " but the plan says " + found);
            }
            return steady(question, checked, evaluation);
        } catch (RuntimeException e) {
            java.io.StringWriter trace = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(trace));
            return told(question, asked + trace.toString().lines().limit(12).toList());
        }
    }

    /// Just before the instant that it names, and half way to it, the answer is still the same.
    private static @org.jspecify.annotations.Nullable String steady(
            Question question, Checked checked, Evaluation evaluation) {
        boolean now = evaluation.holds(0);
        long t = LocalClock.micros(question.t());
        long until = evaluation.until(0);
        if (until <= t) {
            return told(question, "changes at " + until + ", which is not after " + t);
        }
        if (question.crosses()) {
            return null; // the reference takes minutes for crossings in long windows; live segments are held to those
        }
        long last = Math.min(until - 1, t + 400L * LocalClock.MICROS_PER_DAY);
        for (long at : new long[] {last, t + (last - t) / 2, t + (last - t) / 7}) {
            // what becomes visible later is a new event, not time alone
            Object later = new NaiveEvaluator(question.world())
                    .value(checked.expr(), question.frozen(), LocalClock.instant(at), question.mode());
            if (now != Boolean.TRUE.equals(later)) {
                Instant instant = LocalClock.instant(at);
                return told(
                        question,
                        "says that " + now + " lasts until " + LocalClock.instant(until) + ", but at " + instant
                                + " it is " + later);
            }
        }
        return null;
    }

    private static boolean same(
            @org.jspecify.annotations.Nullable Object expected, @org.jspecify.annotations.Nullable Object found) {
        return java.util.Objects.equals(Cases.said(expected), Cases.said(found));
    }

    private static String told(Question question, String what) {
        return Printer.print(question.expr()) + "\n  " + what + "\n" + question.yaml();
    }
}
