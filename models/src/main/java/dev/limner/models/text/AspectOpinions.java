package dev.limner.models.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What people praise and what they complain of: pairs of an aspect and an opinion, found by the words of a
/// [Lexicon] and their neighbourhood. Hu and Liu, "Mining and Summarizing Customer Reviews", KDD 2004. An
/// opinion goes with the nearest aspect of its clause, else with the last one of the sentence; a negation
/// shortly before turns it round. Irony, comparison and hearsay are beyond it.
public final class AspectOpinions {
    private static final String SENTENCE_ENDS = "。！？!?.；;\n~～…";
    private static final String CLAUSE_ENDS = "，,、：:（）()";
    private static final int LONGEST = 8;

    private final Lexicon lexicon;

    private AspectOpinions(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /// Pairs by the words of `lexicon`.
    public static AspectOpinions by(Lexicon lexicon) {
        return new AspectOpinions(lexicon);
    }

    /// An opinion on an aspect.
    ///
    /// @param aspect its name in the lexicon
    /// @param opinion the words of the opinion, a negation among them
    /// @param praise whether it speaks well of the aspect, the negation heard
    /// @param from where the opinion begins in the text
    /// @param to where it ends
    public record Pair(String aspect, String opinion, boolean praise, int from, int to) {}

    /// How often an aspect is praised and how often complained of.
    public record Tally(int praises, int complaints) {
        private Tally and(boolean praise) {
            return new Tally(praises + (praise ? 1 : 0), complaints + (praise ? 0 : 1));
        }
    }

    /// A word of the lexicon, or the end of a clause or sentence where it has no term.
    private record Token(Lexicon.@Nullable Term term, int from, int to, int place, boolean ends) {}

    /// The pairs of `text`, in its order.
    public List<Pair> of(String text) {
        List<Pair> pairs = new ArrayList<>();
        List<Token> clause = new ArrayList<>();
        String spokenOf = lexicon.whole();
        for (Token token : tokens(text)) {
            if (token.term != null && !(token.term instanceof Lexicon.Term.Break)) {
                clause.add(token);
                continue;
            }
            spokenOf = close(clause, spokenOf, text, pairs);
            clause.clear();
            spokenOf = token.ends ? lexicon.whole() : spokenOf;
        }
        close(clause, spokenOf, text, pairs);
        return List.copyOf(pairs);
    }

    /// By aspect how often all `texts` praise it and complain of it.
    public Map<String, Tally> tally(Collection<String> texts) {
        Map<String, Tally> tally = new TreeMap<>();
        for (String text : texts) {
            for (Pair pair : of(text)) {
                tally.merge(pair.aspect, new Tally(0, 0).and(pair.praise), (old, _) -> old.and(pair.praise));
            }
        }
        return tally;
    }

    /// Adds the pairs of a clause; gives what is spoken of at its end.
    private String close(List<Token> clause, String before, String text, List<Pair> pairs) {
        String last = before;
        for (int i = 0; i < clause.size(); i++) {
            Token token = clause.get(i);
            if (token.term instanceof Lexicon.Term.Aspect(String name)) {
                last = name;
            } else if (token.term instanceof Lexicon.Term.Opinion(boolean praise)) {
                Token negation = negation(clause, i);
                int from = negation == null ? token.from : negation.from;
                String aspect = nearest(clause, i, before);
                pairs.add(
                        new Pair(aspect, text.substring(from, token.to), praise == (negation == null), from, token.to));
            }
        }
        return last;
    }

    /// The aspect right behind the opinion ("great screen"), else the last one before it, else the next one.
    private String nearest(List<Token> clause, int opinion, String before) {
        int place = clause.get(opinion).place;
        if (lexicon.spaced()
                && opinion + 1 < clause.size()
                && clause.get(opinion + 1).term instanceof Lexicon.Term.Aspect(String next)
                && clause.get(opinion + 1).place == place + 1) {
            return next;
        }
        for (int i = opinion - 1; i >= 0; i--) {
            if (clause.get(i).term instanceof Lexicon.Term.Aspect(String name)) {
                return name;
            }
        }
        for (int i = opinion + 1; i < clause.size(); i++) {
            if (clause.get(i).term instanceof Lexicon.Term.Aspect(String name)) {
                return name;
            }
        }
        return before;
    }

    /// The negation that stands so near before an opinion that it means it.
    private @Nullable Token negation(List<Token> clause, int opinion) {
        if (opinion == 0 || !(clause.get(opinion - 1).term instanceof Lexicon.Term.Negation)) {
            return null;
        }
        Token before = clause.get(opinion - 1);
        int gap = clause.get(opinion).place - before.place;
        return gap <= (lexicon.spaced() ? 4 : 5) ? before : null;
    }

    private List<Token> tokens(String text) {
        String low = text.toLowerCase(Locale.ROOT);
        List<Token> tokens = new ArrayList<>();
        int place = 0;
        int at = 0;
        while (at < low.length()) {
            char c = low.charAt(at);
            boolean inWord = lexicon.spaced()
                    && at > 0
                    && at + 1 < low.length()
                    && word(low.charAt(at - 1))
                    && word(low.charAt(at + 1));
            if (SENTENCE_ENDS.indexOf(c) >= 0 && !inWord) {
                tokens.add(new Token(null, at, at + 1, place, true));
                at++;
            } else if (CLAUSE_ENDS.indexOf(c) >= 0) {
                tokens.add(new Token(null, at, at + 1, place, false));
                at++;
            } else if (lexicon.spaced() && !word(c)) {
                at++;
            } else {
                int end = end(low, at);
                Lexicon.Term term = lexicon.terms().get(form(low.substring(at, end)));
                if (term != null) {
                    tokens.add(new Token(term, at, end, place, false));
                }
                place += lexicon.spaced() ? 1 : end - at;
                at = end;
            }
        }
        return tokens;
    }

    /// The end of the longest form at `at`; where there is none, of the word or character.
    private int end(String text, int at) {
        if (!lexicon.spaced()) {
            for (int end = Math.min(text.length(), at + LONGEST); end > at; end--) {
                if (lexicon.terms().containsKey(text.substring(at, end))) {
                    return end;
                }
            }
            return at + 1;
        }
        int best = wordEnd(text, at);
        int end = best;
        for (int words = 1; words < 3 && end < text.length() && text.charAt(end) == ' '; words++) {
            end = wordEnd(text, end + 1);
            if (lexicon.terms().containsKey(form(text.substring(at, end)))) {
                best = end;
            }
        }
        return best;
    }

    private static int wordEnd(String text, int at) {
        int end = at;
        while (end < text.length() && word(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean word(char c) {
        return Character.isLetterOrDigit(c) || c == '\'' || c == '’' || c == '-';
    }

    private static String form(String word) {
        return word.replace('’', '\'');
    }
}
