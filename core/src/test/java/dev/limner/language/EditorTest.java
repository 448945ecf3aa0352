package dev.limner.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an editor offers and explains; `|` is the cursor.
class EditorTest {
    private final Editor editor = new Editor(SmallVocabulary.words(), SmallVocabulary.glossary());

    private Editor.Completion complete(String marked) {
        int offset = marked.indexOf('|');
        return editor.complete(marked.replace("|", ""), offset);
    }

    private List<String> inserts(String marked) {
        return complete(marked).items().stream().map(Editor.Item::insert).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "count(|; purchase",
                "count(p|; purchase",
                "any |; purchase",
                "no pur|; purchase",
                "any |; sequence()",
                "sequence(view then |; purchase",
                "sequence(view then purchase without |; view",
                "days since last |; purchase",
                "last 3 |; view",
                "last |; last place",
                "sum(purchase.|; amount",
                "sum(purchase.am|; amount",
                "sum('Order Completed'.|; total",
                "first purchase.|; category",
                "count(purchase where |; category",
                "count(purchase where category = 'a' and |; amount",
                "count(purchase where (is_new or |; amount",
                "any purchase where |; category",
                "count(purchase where |; local hour",
                "count(purchase |; where ",
                "count(purchase |; in last 30 days",
                "count(purchase |; half-life 30 days",
                "sequence(view |; then ",
                "any purchase |; in last 30 days",
                "any purchase in |; last 30 days",
                "any purchase in last 7 |; days",
                "any purchase in this |; month",
                "any purchase between |; 30 days ago",
                "any purchase before |; 30 days ago",
                "sequence(view then purchase within |; 7 days",
                "|; tier",
                "|; gender",
                "|; count()",
                "|; in segment ''",
                "tier = 'head' and |; gender",
                "tier |; = ",
                "tier |; in (",
                "tier = |; 'head'",
                "tier in (|; 'head'",
                "tier in ('head', |; 'tail'",
                "tier = 'h|; 'head'",
                "tier = 'h|'; 'head'",
                "weekday = |; friday",
                "is_member = |; true",
                "count(purchase where is_new = |; true",
                "age is |; known",
                "in |; segment '",
                "in segment |; 'vip'",
                "in segment '|; 'vip'",
                "in segment 'v|'; 'vip'",
                "entered segment '|; 'vip'",
                "for any |; item",
                "percentile(|; spend",
                "trend(|; sum()",
                "count(view) >= 3 |; and ",
                "count(view) |; > "
            })
    void itOffersWhatMayStandThere(String marked, String insert) {
        assertThat(inserts(marked))
                .contains(
                        insert.equals("where")
                                        || insert.equals("then")
                                        || insert.equals("and")
                                        || insert.equals("=")
                                        || insert.equals(">")
                                ? insert + " "
                                : insert);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "count(|; tier",
                "sum(purchase.|; category",
                "top(purchase.|; amount",
                "count(purchase where |; tier",
                "any purchase where is_new and |; is_new",
                "percentile(|; tier",
                "tier = |; 'vip'",
                "|; purchase",
                "-- a remark |; tier",
                "2026-01-|; days"
            })
    void itDoesNotOfferWhatMayNot(String marked, String insert) {
        assertThat(inserts(marked)).doesNotContain(insert);
    }

    @Test
    void titlesInBothLanguagesFindNames() {
        assertThat(inserts("count(购买|").getFirst()).isEqualTo("purchase");
        assertThat(inserts("count(Bou|").getFirst()).isEqualTo("purchase");
        assertThat(inserts("性别|").getFirst()).isEqualTo("gender");
        assertThat(inserts("in segment '贵|'").getFirst()).isEqualTo("'vip'");
        assertThat(inserts("tier = '头|'").getFirst()).isEqualTo("'head'");
        assertThat(inserts("次数|").getFirst()).isEqualTo("count()");
    }

    @Test
    void whatIsTypedIsReplacedAndNamesAreQuotedWhereTheyMustBe() {
        assertThat(complete("count(pur|ch) > 2"))
                .extracting(Editor.Completion::from, Editor.Completion::to)
                .containsExactly(6, 11);
        assertThat(complete("sum(purchase.am| )"))
                .extracting(Editor.Completion::from, Editor.Completion::to)
                .containsExactly(13, 15);
        assertThat(complete("in segment 'v|' and"))
                .extracting(Editor.Completion::from, Editor.Completion::to)
                .containsExactly(11, 14);
        assertThat(inserts("count(Ord|")).contains("'Order Completed'");
        assertThat(inserts("coun|").getFirst()).isEqualTo("count()");
        assertThat(complete("tier|").items().getFirst())
                .isEqualTo(new Editor.Item(
                        "tier",
                        "tier",
                        Editor.Kind.TAG,
                        new dev.limner.problem.Words("Tag “Value tier”, a text", "标签“价值层级”，文本")));
    }

    private Editor.@Nullable Hint hover(String marked) {
        return editor.hover(marked.replace("|", ""), marked.indexOf('|'));
    }

    @Test
    void whatStandsThereIsExplained() {
        Editor.Hint event = Objects.requireNonNull(hover("count(pur|chase in last 7 days) > 2"));
        assertThat(event.start()).isEqualTo(6);
        assertThat(event.end()).isEqualTo(14);
        assertThat(event.title().zh()).isEqualTo("事件“购买”");
        Editor.Hint window = Objects.requireNonNull(hover("count(purchase in l|ast 7 days) > 2"));
        assertThat(window.title().en()).isEqualTo("in last 7 days");
        Editor.Hint count = Objects.requireNonNull(hover("c|ount(purchase in last 7 days) > 2"));
        assertThat(count.doc().en()).startsWith("How many such events there are");
        assertThat(Objects.requireNonNull(hover("t|ier = 'head'")).title().en()).isEqualTo("Tag “Value tier”, a text");
        assertThat(Objects.requireNonNull(hover("in segment 'v|ip'")).title().zh())
                .isEqualTo("分群“贵宾”");
        assertThat(Objects.requireNonNull(hover("count(purchase where am|ount > 2)"))
                        .title()
                        .zh())
                .contains("事件属性");
        assertThat(Objects.requireNonNull(hover("sum(purchase.am|ount)"))
                        .title()
                        .en())
                .contains("of the event");
        assertThat(hover("|")).isNull();
    }

    @Test
    void noTextMakesItFail() throws IOException {
        for (String text : examples()) {
            for (int end = 0; end <= text.length(); end++) {
                String prefix = text.substring(0, end);
                editor.complete(prefix, end);
                editor.complete(text, end);
                editor.hover(prefix, Math.max(0, end - 1));
                editor.hover(text, end);
            }
        }
    }

    @Test
    void noMutationMakesItFail() throws IOException {
        Random random = new Random(7);
        for (String text : examples()) {
            for (int i = 0; i < 40; i++) {
                String mutant = Mutants.of(text, random);
                int at = random.nextInt(mutant.length() + 1);
                editor.complete(mutant, at);
                editor.hover(mutant, at);
            }
        }
    }

    static List<String> examples() throws IOException {
        try (InputStream file = EditorTest.class.getResourceAsStream("examples.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
