package dev.limner.server;

import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.ExprJson;
import dev.limner.language.Mistake;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.Source;
import dev.limner.language.Span;
import dev.limner.language.plan.Lexicon;
import dev.limner.problem.UserProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An expression as a request's body says it: as a text or as a tree.
///
/// @param condition whether it must be a condition, as segments are
/// @param segment the id of the segment that it is to define, so that a circle is told
record Expression(
        @Nullable String text,
        @Nullable JsonNode tree,
        @Nullable Boolean condition,
        @Nullable String segment) {
    static final int LONGEST = 10_000;

    /// What was read, and everything wrong with it.
    ///
    /// @param checked null where a tree is no expression
    record Read(String text, @Nullable Checked checked, List<Mistake> mistakes) {}

    Read read(Lexicon lexicon) {
        one(text, tree);
        Source source;
        try {
            source = source(text, tree);
        } catch (UserProblem problem) {
            if (tree == null) {
                throw problem;
            }
            return new Read("", null, List.of(new Mistake(problem, new Span(0, 0), false)));
        }
        Lexicon words = following(source, lexicon);
        Checked checked =
                condition != null && condition ? Checker.condition(source, words) : Checker.value(source, words);
        List<Mistake> mistakes = new ArrayList<>(checked.mistakes());
        if (checked.isRight()) {
            try {
                words.follow(checked);
            } catch (UserProblem problem) {
                mistakes.add(new Mistake(problem, new Span(0, source.text().length()), false));
            }
        }
        return new Read(source.text(), checked, mistakes);
    }

    private Lexicon following(Source source, Lexicon lexicon) {
        return segment == null ? lexicon : lexicon.with(segment, source);
    }

    /// A condition without mistakes.
    ///
    /// @throws UserProblem the first mistake
    static Checked condition(@Nullable String text, @Nullable JsonNode tree, Lexicon lexicon) {
        return Checker.condition(source(text, tree), lexicon).orThrow();
    }

    private static Source source(@Nullable String text, @Nullable JsonNode tree) {
        one(text, tree);
        return Parser.parse(tree != null ? bounded(Printer.print(ExprJson.read(tree))) : bounded(text));
    }

    private static void one(@Nullable String text, @Nullable JsonNode tree) {
        if ((text == null) == (tree == null)) {
            throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "one of text and tree must be given");
        }
    }

    /// A text that is not too long.
    static String bounded(@Nullable String text) {
        String given = text == null ? "" : text;
        if (given.length() > LONGEST) {
            throw UserProblem.of(UserProblem.Code.TOO_LONG, "text", Integer.toString(LONGEST));
        }
        return given;
    }
}
