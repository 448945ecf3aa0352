package dev.limner.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.problem.UserProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Text, tree and JSON are faces of one thing.
class RoundTripTest {
    @ParameterizedTest
    @CsvFileSource(resources = "examples.txt", delimiter = '\t', quoteCharacter = '`')
    void anExampleSurvivesTextToJsonToText(String text) {
        Expr expr = Parser.parse(text).orThrow();
        assertThat(Parser.parse(Printer.print(expr)).orThrow()).isEqualTo(expr);
        Expr back = ExprJson.read(ExprJson.write(expr));
        assertThat(back).isEqualTo(expr);
        assertThat(Printer.print(back)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "last(purchase) > 2026-01-05",
                "5 > -3 and - -amount_left > 2",
                "count(purchase where (channel = 'app' or channel = 'web') and is_new) > 2",
                "no purchase where (channel = 'app' and is_new) in last 60 days and any purchase",
                "any purchase between 2026-01-01 and 2026-02-01 where is_new between 1 and 2",
                "count('Order Completed' where total > 100)",
                "sum('Order Completed'.\"a total\") > 1",
                "last purchase.\"last\" = 3",
                "(any purchase) = true",
                "not (a or b) and (c and d)",
                "a = 'it''s' or \"double \"\" quote\" like '100\\%%'",
                "购买金额 >= 100 and 性别 in ('女', '男')",
                "（性别 = ‘女’ and 年龄 >= 25）",
                "customer zone: any purchase in this month",
                "percentile(spend in segment 'vip') >= 0.9 and rank(spend) <= 100"
            })
    void whatIsPrintedReadsTheSame(String text) {
        Expr expr = Parser.parse(text).orThrow();
        assertThat(Parser.parse(Printer.print(expr)).orThrow()).isEqualTo(expr);
        assertThat(ExprJson.read(ExprJson.write(expr))).isEqualTo(expr);
    }

    @Test
    void theTreeIsWrittenAsTheInterfaceSays() {
        assertThat(ExprJson.write(
                        Parser.parse("count(view in last 7 days) >= 2").orThrow()))
                .isEqualTo(
                        "{\"is\":\"compare\",\"left\":{\"is\":\"aggregate\",\"fold\":\"COUNT\",\"set\":{\"is\":\"events\","
                                + "\"type\":\"view\",\"window\":{\"is\":\"window_last\",\"count\":7,\"unit\":\"DAY\"}}},"
                                + "\"operator\":\"AT_LEAST\",\"right\":{\"is\":\"decimal\",\"value\":2}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a =", "and b", "count(", "x in last 60", "(a", "'a", "a b"})
    void aBrokenTextIsRefused(String text) {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> Parser.parse(text).orThrow())
                .isInstanceOf(UserProblem.class);
    }
}
