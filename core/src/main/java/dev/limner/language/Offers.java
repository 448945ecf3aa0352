package dev.limner.language;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.language.Editor.Item;
import dev.limner.language.Editor.Kind;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ways to go on in a situation, the best first.
final class Offers {
    /// More than anybody reads.
    private static final int MOST = 100;
    private static final int NO_MATCH = 9;

    private final Vocabulary vocabulary;
    private final Glossary glossary;
    private final Situation situation;
    private final String typed;
    private final List<Ranked> found = new ArrayList<>();

    private record Ranked(Item item, int rank) {}

    Offers(Vocabulary vocabulary, Glossary glossary, Situation situation) {
        this.vocabulary = vocabulary;
        this.glossary = glossary;
        this.situation = situation;
        this.typed = situation.typed().toLowerCase(Locale.ROOT);
    }

    List<Item> items() {
        switch (situation.expected()) {
            case VALUE -> values();
            case CHOICE -> {
                choices(situation.name());
                if (!situation.quoted()) {
                    values();
                }
            }
            case EVENT -> events();
            case PROPERTY -> properties(situation.events(), situation.fold());
            case SHARED_PROPERTY -> properties(vocabulary.plan().types(), "");
            case RANKED_TAG -> tags(true);
            case TREND -> forms(List.of("sum", "count"));
            case SEGMENT -> segments();
            case OPERATOR -> operators();
            case AFTER_SET -> {
                pieces("sets", Kind.WORD);
                pieces("windows", Kind.WINDOW);
                steps();
                operators();
            }
            case AFTER_IN -> afterIn();
            case UNIT -> {
                pieces("units", Kind.UNIT);
                operators();
            }
            case PERIOD -> pieces("periods", Kind.UNIT);
            case DURATION -> pieces("durations", Kind.WINDOW);
            case POINT -> pieces("points", Kind.WINDOW);
            case AFTER_IS -> pieces("after_is", Kind.OPERATOR);
            case WORD ->
                List.of("since last ", "hour", "zone: ", "to '", "segment '", "gap(")
                        .forEach(this::word);
            case NOTHING -> {}
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Ranked::rank))
                .limit(MOST)
                .map(Ranked::item)
                .toList();
    }

    private void values() {
        if (!situation.events().isEmpty()) {
            properties(situation.events(), "");
            forms(List.of("local hour", "weekday", "not"));
            return;
        }
        tags(false);
        traits();
        forms(Form.all().stream().map(Form::name).toList());
    }

    private void tags(boolean ranked) {
        for (String name : vocabulary.tags()) {
            Type type = type(name);
            if (type != null && (!ranked || type.isNumeric() || type == Type.DURATION)) {
                Words title = glossary.names().all().getOrDefault(name, new Words(name, name));
                add(
                        Names.name(name),
                        name,
                        Kind.TAG,
                        Editor.said("detail_tag", title, UserProblem.term(type.term())),
                        title);
            }
        }
    }

    private @Nullable Type type(String tag) {
        Vocabulary.TagType type = tagType(tag);
        return type == null ? null : type.type();
    }

    private Vocabulary.@Nullable TagType tagType(String tag) {
        try {
            return vocabulary.tag(tag);
        } catch (UserProblem _) {
            return null; // a tag whose definition is wrong cannot be used
        }
    }

    private void traits() {
        if (!vocabulary.plan().has(SetChecker.TRAITS)) {
            return;
        }
        for (Property trait : vocabulary.plan().type(SetChecker.TRAITS).properties()) {
            if (!vocabulary.tags().contains(trait.name())) {
                add(
                        Names.name(trait.name()),
                        trait.name(),
                        Kind.TRAIT,
                        Editor.said(
                                "detail_trait",
                                trait.title(),
                                UserProblem.term(Type.of(trait.type()).term())),
                        trait.title());
            }
        }
    }

    private void forms(List<String> names) {
        for (Form form : Form.all()) {
            if (names.contains(form.name())) {
                add(form.insert(), form.name(), Kind.FUNCTION, form.title(), form.title());
            }
        }
    }

    private void events() {
        for (EventType type : vocabulary.plan().types()) {
            String insert = situation.quoted() ? Names.text(type.name()) : Names.event(type.name());
            add(insert, type.name(), Kind.EVENT, Editor.said("detail_event", type.title()), type.title());
        }
        Words any = Editor.said("detail_any_event");
        add(Expr.ANY_TYPE, Expr.ANY_TYPE, Kind.EVENT, any, any);
        boolean foldsSequences =
                List.of("any", "no", "count", "gap", "first", "last").contains(situation.fold());
        if (foldsSequences) {
            forms(List.of("sequence"));
        }
        if (situation.fold().equals("last")) {
            forms(List.of("last place"));
        }
    }

    private void properties(List<EventType> types, String fold) {
        for (Property property : Carried.by(types)) {
            Type type = Type.of(property.type());
            if (fits(fold, type)) {
                add(
                        Names.name(property.name()),
                        property.name(),
                        Kind.PROPERTY,
                        Editor.said("detail_property", property.title(), UserProblem.term(type.term())),
                        property.title());
            }
        }
    }

    private static boolean fits(String fold, Type type) {
        return switch (fold) {
            case "sum", "avg", "average", "median" -> type.isNumeric();
            case "min", "max" -> type.isNumeric() || type == Type.DATE || type == Type.INSTANT;
            case "top" -> type == Type.TEXT;
            case "distinct" -> type != Type.LIST;
            default -> true;
        };
    }

    private void segments() {
        Map<String, Words> titles = glossary.segments().all();
        for (String id : vocabulary.segments()) {
            Words title = titles.getOrDefault(id, new Words(id, id));
            add(Names.text(id), id, Kind.SEGMENT, Editor.said("detail_segment", title), title);
        }
    }

    private void choices(String name) {
        Vocabulary.TagType tag = situation.events().isEmpty() ? tagType(name) : null;
        if (tag != null) {
            Map<String, Words> titles = glossary.choices(name).all();
            for (String choice : tag.choices()) {
                Words title = titles.getOrDefault(choice, new Words(choice, choice));
                add(Names.text(choice), choice, Kind.CHOICE, Editor.said("detail_choice", title), title);
            }
        }
        if (name.equals("weekday")) {
            pieces("weekdays", Kind.CHOICE);
        }
        if (typeOf(name, tag) == Type.BOOLEAN) {
            pieces("truths", Kind.CHOICE);
        }
    }

    private Type typeOf(String name, Vocabulary.@Nullable TagType tag) {
        if (tag != null) {
            return tag.type();
        }
        List<EventType> types = !situation.events().isEmpty()
                ? situation.events()
                : vocabulary.plan().has(SetChecker.TRAITS)
                        ? List.of(vocabulary.plan().type(SetChecker.TRAITS))
                        : List.of();
        Property property = Carried.property(vocabulary.plan(), types, name);
        return property == null ? Type.UNKNOWN : Type.of(property.type());
    }

    private void operators() {
        pieces("operators", Kind.OPERATOR);
        pieces("connectives", Kind.OPERATOR);
        if (!situation.events().isEmpty()) {
            pieces("windows", Kind.WINDOW);
        }
    }

    private void steps() {
        if (situation.fold().equals("sequence")) {
            pieces("steps", Kind.WORD);
        } else if (situation.fold().equals("sum") || situation.fold().equals("count")) {
            word("half-life 30 days");
        }
    }

    /// `in` was written; the windows go on after it.
    private void afterIn() {
        for (Piece piece : Piece.of("windows")) {
            if (piece.insert().startsWith("in ") && !situation.events().isEmpty()) {
                add(
                        piece.insert().substring(3),
                        piece.insert().substring(3),
                        Kind.WINDOW,
                        piece.title(),
                        piece.title());
            }
        }
        if (!situation.name().isEmpty()) {
            word("(");
        }
        word("segment '");
    }

    private void pieces(String kind, Kind as) {
        for (Piece piece : Piece.of(kind)) {
            add(piece.insert(), piece.insert().strip(), as, piece.title(), piece.title());
        }
    }

    private void word(String insert) {
        add(insert, insert.strip(), Kind.WORD, new Words("", ""), new Words("", ""));
    }

    private void add(String insert, String name, Kind kind, Words detail, Words title) {
        int rank = Math.min(rank(name), Math.min(rank(title.en()), rank(title.zh())) + 1);
        if (rank < NO_MATCH) {
            found.add(new Ranked(new Item(insert, name, kind, detail), rank));
        }
    }

    /// How well what is typed fits: as the beginning, as the beginning of a later word, somewhere within.
    private int rank(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith(typed)) {
            return 0;
        }
        int at = lower.indexOf(typed);
        if (at < 0) {
            return NO_MATCH;
        }
        return Character.isLetterOrDigit(lower.charAt(at - 1)) ? 4 : 2;
    }
}
