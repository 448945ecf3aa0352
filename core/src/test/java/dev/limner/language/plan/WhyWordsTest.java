package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.history.LocalClock;
import dev.limner.language.Cases;
import dev.limner.language.Glossary;
import dev.limner.problem.Words;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Why a condition holds, in both languages.
class WhyWordsTest {
    @Test
    void whatIsMissingIsSaid() {
        List<Words> sentences = sentences("""
            - name: beauty
              at: 2026-03-28T12:00
              events:
                - {at: 2026-03-03T00:00, type: purchase, category: beauty}
                - {at: 2026-03-11T09:00, type: purchase, category: beauty}
              expression: "count(purchase where category = 'beauty' in last 1 month) >= 3"
              expected: false
            """);
        assertThat(sentences)
                .containsExactly(
                        new Words("The condition does not hold.", "条件不成立。"),
                        new Words(
                                "False: they bought at least 3 times with category beauty in the last month"
                                        + " (2 events between 28 February 2026, 12:00 and 28 March 2026, 12:00).",
                                "不成立：最近 1 个月内购买（category 为 beauty）至少 3 次"
                                        + "（2026年2月28日 12:00至2026年3月28日 12:00之间有 2 个事件）。"),
                        new Words(
                                "One more purchase with category beauty before 3 April 2026 would be enough.",
                                "在2026年4月3日之前再有 1 次购买行为（category 为 beauty），条件即可成立。"));
    }

    @Test
    void absenceIsSaidWithItsWindowAndZero() {
        List<Words> sentences = sentences("""
            - name: absent
              at: 2026-03-31T00:00
              events: [{at: 2026-01-01T00:00, type: purchase}]
              expression: "no purchase in last 60 days and any purchase"
              expected: true
            """);
        assertThat(sentences)
                .extracting(Words::en)
                .containsExactly(
                        "The condition holds.",
                        "True: they did not buy in the last 60 days (0 events between 30 January 2026 and 31 March 2026).",
                        "True: they bought at some time (1 event up to 31 March 2026).",
                        "One more purchase would end it. It would stay so until 30 May 2026 if nothing else happened.");
    }

    private static List<Words> sentences(String yaml) {
        Cases.Case one = WhyTest.one(yaml);
        PlanReader reader = new PlanReader(one.world());
        Why why = Why.of(reader.lexicon(), reader.checked(one.expr()));
        return why.explain(
                        WhyTest.history(why, one),
                        LocalClock.micros(one.at()),
                        one.mode(),
                        reader.inForce(),
                        Glossary.EMPTY)
                .sentences();
    }
}
