package dev.limner.language;

import dev.limner.language.Source.Part;
import dev.limner.language.Token.Kind;
import dev.limner.problem.UserProblem.Code;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A place among the tokens of a text, and what was read so far: where nodes stand and what went wrong.
final class Cursor {
    final IdentityHashMap<Object, Span> spans = new IdentityHashMap<>();
    final IdentityHashMap<Object, Map<Part, Span>> parts = new IdentityHashMap<>();
    final Mistakes mistakes;
    private final List<Token> tokens;
    private int at;
    private int open;

    Cursor(String text) {
        mistakes = new Mistakes(text);
        tokens = Lexer.tokens(text, mistakes);
    }

    /// Thrown where reading cannot go on; its mistake is noted already.
    static final class Stop extends RuntimeException {
        Stop() {
            super(null, null, false, false);
        }
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return token;
    }

    boolean accept(String mark) {
        boolean there = peek().is(mark);
        if (there) {
            next();
        }
        return there;
    }

    boolean acceptWord(String word) {
        boolean there = peek().isWord(word);
        if (there) {
            at++;
        }
        return there;
    }

    /// Whether these words come next.
    boolean comes(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).isWord(words[i])) {
                return false;
            }
        }
        return true;
    }

    void expect(String mark) {
        if (!accept(mark)) {
            throw fail(Code.EXPECTED_MARK, mark);
        }
    }

    void expectWord(String word) {
        if (!acceptWord(word)) {
            throw fail(Code.EXPECTED_MARK, word);
        }
    }

    Token expect(Kind kind, Code otherwise) {
        if (peek().kind() != kind) {
            throw fail(otherwise);
        }
        return next();
    }

    /// The next token is not what the code says; `values` come before what stands there.
    Stop fail(Code code, String... values) {
        return failAt(peek(), code, values);
    }

    /// The next token is no name; a word of the language would be one in quotes.
    Stop failNamed(Code code, String quote) {
        Token token = peek();
        if (token.kind() != Kind.WORD) {
            return fail(code);
        }
        mistakes.add(code, token.span(), token.text(), quote + token.text() + quote);
        return new Stop();
    }

    Stop failAt(Token token, Code code, String... values) {
        List<String> all = new ArrayList<>(List.of(values));
        all.add(token.kind() == Kind.END ? "@end" : shown(token));
        mistakes.add(code, token.span(), all);
        return new Stop();
    }

    private static String shown(Token token) {
        return token.kind() == Kind.TEXT ? "'" + token.text() + "'" : token.text();
    }

    /// How many brackets are open.
    int open() {
        return open;
    }

    /// Whether something that means nothing stands right before the next token.
    boolean followsNonsense() {
        int from = at == 0 ? 0 : tokens.get(at - 1).end();
        return mistakes.all().stream()
                .anyMatch(mistake -> mistake.problem().code() == Code.BAD_CHARACTER
                        && mistake.span().start() >= from
                        && mistake.span().end() <= peek().start());
    }

    /// Leaves the brackets that were opened since so many were open, where they are closed at all, and goes
    /// on to the next
    /// `and`, `or`, `then`, comma or bracket that closes what was open before.
    void skip(int openBefore) {
        int from = at;
        int openHere = open;
        skipTo(Math.max(0, open - openBefore));
        if (peek().kind() == Kind.END && open > openBefore) {
            at = from;
            open = openHere;
            skipTo(0);
        }
    }

    private void skipTo(int inside) {
        int depth = inside;
        while (peek().kind() != Kind.END) {
            Token token = peek();
            String word = token.kind() == Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : "";
            if (depth == 0
                    && (token.is(")")
                            || token.is(",")
                            || List.of("and", "or", "then").contains(word))) {
                return;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            next();
        }
    }

    int position() {
        return at;
    }

    /// Notes where a node stands: from the token at `first` to the last one taken.
    <T> T mark(int first, T node) {
        Span from = tokens.get(first).span();
        spans.put(node, from.to(tokens.get(Math.max(first, at - 1)).span()));
        return node;
    }

    <T> T part(T node, Part part, Span span) {
        parts.computeIfAbsent(node, _ -> new EnumMap<>(Part.class)).put(part, span);
        return node;
    }
}
