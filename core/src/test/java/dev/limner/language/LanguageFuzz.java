package dev.limner.language;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.limner.language.plan.Lexicon;
import dev.limner.problem.UserProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What Jazzer feeds: any text to the parser, the checker and the printer, any JSON to the reader of trees. Nothing but
/// a [UserProblem] may come of it, and what can be read keeps its meaning through both faces.
public final class LanguageFuzz {
    private static final Lexicon WORDS = SmallVocabulary.words();

    private LanguageFuzz() {}

    /// One input: a text, or JSON where its last byte is odd.
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        boolean json = data.consumeBoolean();
        String text = data.consumeRemainingAsString();
        if (json) {
            json(text);
        } else {
            text(text);
        }
    }

    private static void text(String text) {
        Source source = Parser.parse(text);
        Checked checked = Checker.value(source, WORDS);
        checked.mistakes().forEach(mistake -> mistake.problem().text("zh"));
        if (source.mistakes().isEmpty()) {
            Expr expr = source.expr();
            same(expr, Parser.parse(Printer.print(expr)).orThrow());
            same(expr, ExprJson.read(ExprJson.write(expr)));
        }
    }

    private static void json(String text) {
        try {
            Expr expr = ExprJson.read(JsonMapper.shared().readTree(text));
            same(expr, ExprJson.read(ExprJson.write(expr)));
            // a tree may be more than the text can say, such as a place by itself; the reader is told so
            Checker.value(Parser.parse(Printer.print(expr)), WORDS);
        } catch (JacksonException | UserProblem _) {
            // no JSON, or no tree of the language
        }
    }

    private static void same(Expr expr, Expr again) {
        if (!again.equals(expr)) {
            throw new AssertionError(expr + " became " + again);
        }
    }
}
