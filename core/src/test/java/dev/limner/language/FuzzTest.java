package dev.limner.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.language.plan.Lexicon;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Spoiled texts by the thousand, from a seed: whatever is written, reading, checking, printing, JSON and
/// the editor
/// neither
/// fail nor hang, and what can be read keeps its meaning through all faces.
///
/// `-Dlimner.fuzz.seconds=600 -Dlimner.fuzz.seed=7` looks for longer, and elsewhere.
class FuzzTest {
    private static final long SECONDS = Long.getLong("limner.fuzz.seconds", 3);
    private static final long SEED = Long.getLong("limner.fuzz.seed", 1);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int LEAST = 200;
    private static final int KEPT = 2000;

    private final Lexicon lexicon = SmallVocabulary.words();
    private final Glossary glossary = SmallVocabulary.glossary();
    private final Editor editor = new Editor(lexicon, glossary);

    @Test
    void noTextMakesTheLanguageFailOrForget() throws IOException {
        Random random = new Random(SEED);
        List<String> texts = new ArrayList<>(EditorTest.examples());
        MistakesTest.wrongs().forEach(wrong -> texts.add(wrong.text()));
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        int tried = 0;
        int right = 0;
        while (System.nanoTime() < end || tried < LEAST) {
            String text = Mutants.of(texts.get(random.nextInt(texts.size())), random);
            long start = System.nanoTime();
            boolean read = survives(text, random);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(text).isLessThan(LONGEST);
            tried++;
            right += read ? 1 : 0;
            if (read && texts.size() < KEPT && text.length() < 400) {
                texts.add(text);
            }
        }
        assertThat(right).isGreaterThan(tried / 100);
    }

    /// Whether the text can be read; what can be must keep its meaning.
    private boolean survives(String text, Random random) {
        try {
            Source source = Parser.parse(text);
            Checked checked = Checker.value(source, lexicon);
            checked.mistakes().forEach(mistake -> {
                assertThat(mistake.span().start()).isBetween(0, text.length());
                assertThat(mistake.span().end()).isBetween(mistake.span().start(), text.length());
                assertThat(mistake.problem().text("zh")).isNotBlank();
            });
            int at = random.nextInt(text.length() + 1);
            Editor.Completion completion = editor.complete(text, at);
            assertThat(completion.from()).isBetween(0, at);
            assertThat(completion.to()).isBetween(at, text.length());
            editor.hover(text, at);
            if (!source.mistakes().isEmpty()) {
                return false;
            }
            Expr expr = source.expr();
            String printed = Printer.print(expr);
            assertThat(Parser.parse(printed).orThrow()).isEqualTo(expr);
            assertThat(Printer.print(Parser.parse(printed).expr())).isEqualTo(printed);
            assertThat(ExprJson.read(ExprJson.write(expr))).isEqualTo(expr);
            if (checked.isRight()) {
                assertThat(Reading.aloud(expr, glossary).zh()).isNotBlank();
            }
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("this text fails: " + text, e);
        }
    }
}
