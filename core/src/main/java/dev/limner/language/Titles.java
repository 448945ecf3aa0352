package dev.limner.language;

import dev.limner.problem.Words;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The titles of one kind of thing by name, shown so that no two names look the same: where two share a
/// title the name
/// follows it, and a name without a title that looks like somebody else's title stands as the language
/// writes it.
final class Titles implements Serializable {
    static final Titles NONE = new Titles(Map.of());

    private final Map<String, Words> titles;
    /// How many names have a title, in either language.
    private final Map<String, Long> uses;

    Titles(Map<String, Words> titles) {
        this.titles = Map.copyOf(titles);
        this.uses = this.titles.values().stream()
                .flatMap(title -> Stream.of(key(title.en()), key(title.zh())).distinct())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    Map<String, Words> all() {
        return titles;
    }

    /// The title of a name that has one to itself.
    @Nullable
    Words own(String name) {
        Words title = titles.get(name);
        return title == null || isShared(title) ? null : title;
    }

    /// As a noun within a sentence.
    Words noun(String name) {
        Words title = own(name);
        if (title == null) {
            return titles.containsKey(name) ? quoted(name) : untitled(name, Quoting.isBare(name));
        }
        return new Words(
                Quoting.isPhrase(title.en()) ? Quoting.lowered(title.en()) : Quoting.quoted(title.en()),
                Quoting.isHanPhrase(title.zh()) ? title.zh() : Quoting.quoted(title.zh()));
    }

    /// As a value within a sentence: bare where it is one plain word.
    Words value(String name) {
        Words title = own(name);
        if (title == null) {
            return titles.containsKey(name) ? quoted(name) : untitled(name, Quoting.isBare(name));
        }
        String en = Quoting.lowered(title.en());
        return new Words(Quoting.isBare(en) ? en : Quoting.quoted(title.en()), Quoting.quoted(title.zh()));
    }

    /// In quotation marks whatever it is.
    Words quoted(String name) {
        Words title = titles.get(name);
        if (title == null) {
            return untitled(name, false);
        }
        return isShared(title)
                ? new Words(
                        Quoting.quoted(title.en()) + " (" + Quoting.bareOrQuoted(name) + ")",
                        Quoting.quoted(title.zh()) + "（" + Quoting.bareOrQuoted(name) + "）")
                : new Words(Quoting.quoted(title.en()), Quoting.quoted(title.zh()));
    }

    private Words untitled(String name, boolean bare) {
        String shown = uses.containsKey(key(name)) ? Names.text(name) : bare ? name : Quoting.quoted(name);
        return new Words(shown, shown);
    }

    private boolean isShared(Words title) {
        return uses.getOrDefault(key(title.en()), 0L) > 1 || uses.getOrDefault(key(title.zh()), 0L) > 1;
    }

    private static String key(String title) {
        return title.toLowerCase(Locale.ROOT);
    }
}
