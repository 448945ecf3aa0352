package dev.limner.language;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an editor of expressions asks: how to go on at a place, and what stands at a place; whatever the text.
public final class Editor {
    private final Vocabulary vocabulary;
    private final Glossary glossary;

    public Editor(Vocabulary vocabulary, Glossary glossary) {
        this.vocabulary = vocabulary;
        this.glossary = glossary;
    }

    /// What may go on at an offset.
    ///
    /// @param from with `to` the piece of the text that an item takes the place of
    public record Completion(int from, int to, List<Item> items) {
        public Completion {
            items = List.copyOf(items);
        }
    }

    /// One way to go on.
    ///
    /// @param insert as the language writes it, quoted where it must be
    /// @param label the bare name
    public record Item(String insert, String label, Kind kind, Words detail) {}

    /// What an item is.
    public enum Kind {
        EVENT,
        PROPERTY,
        TAG,
        TRAIT,
        SEGMENT,
        CHOICE,
        FUNCTION,
        OPERATOR,
        WINDOW,
        UNIT,
        WORD
    }

    /// What stands in a piece of the text.
    public record Hint(int start, int end, Words title, Words doc) {}

    /// What may go on at an offset; the best first.
    public Completion complete(String text, int offset) {
        int at = Math.clamp(offset, 0, text.length());
        Situation situation = Situation.at(text, at, vocabulary.plan());
        return new Completion(situation.from(), situation.to(), new Offers(vocabulary, glossary, situation).items());
    }

    /// What stands at an offset; null where that is nothing to speak of.
    public @Nullable Hint hover(String text, int offset) {
        Source source = Parser.parse(text);
        Source.At found = source.at(offset);
        if (found == null) {
            return null;
        }
        Span span = found.span();
        Words title = title(found, source);
        Words doc = doc(found);
        return doc == null ? null : new Hint(span.start(), span.end(), title, doc);
    }

    private Words title(Source.At found, Source source) {
        Source.Part part = found.part();
        if (part == Source.Part.EVENT && found.node() instanceof Expr.Events events) {
            return vocabulary.plan().has(events.type())
                    ? said("detail_event", vocabulary.plan().type(events.type()).title())
                    : Reading.say("detail_any_event");
        }
        if (part == Source.Part.PROPERTY) {
            return switch (found.node()) {
                case Expr.Aggregate(var _, Expr.Events(var type, var _, var _), var property, var _)
                when property != null -> property(type, property);
                case Expr.ForAny(var property, var _) -> property(Expr.ANY_TYPE, property);
                case Object other -> same(other.toString());
            };
        }
        return switch (found.node()) {
            case Expr.InSegment(var segment, var _) when part == Source.Part.SEGMENT -> segment(segment);
            case Expr.Crossed(var _, var segment, var _) when part == Source.Part.SEGMENT -> segment(segment);
            case Expr.Standing(var _, var _, var segment)
            when part == Source.Part.SEGMENT && segment != null -> segment(segment);
            case Expr.Standing(var _, var tag, var _) when part == Source.Part.NAME -> name(tag);
            case Expr.Name(var name) -> {
                Situation there = Situation.at(source.text(), found.span().start(), vocabulary.plan());
                yield there.events().isEmpty() || there.expected() == Situation.Expected.AFTER_SET
                        ? name(name)
                        : property(there.events(), name);
            }
            case Object _ -> {
                Span span = found.span();
                yield same(source.text().substring(span.start(), span.end()));
            }
        };
    }

    private @Nullable Words doc(Source.At found) {
        return switch (found.node()) {
            case Expr expr -> Reading.hover(expr, glossary);
            case Expr.Window window -> Hover.window(window);
            case Expr.Events events -> Hover.window(events.window(), "events");
            case Expr.Sequence _, Expr.Step _ -> Reading.say("hover_sequence");
            case Object _ -> null;
        };
    }

    private Words segment(String id) {
        return said("detail_segment", glossary.segments().all().getOrDefault(id, same(id)));
    }

    private Words name(String name) {
        Words title = glossary.names().all().getOrDefault(name, same(name));
        Type type = tagType(name);
        if (type != null) {
            return said("detail_tag", title, UserProblem.term(type.term()));
        }
        if (!vocabulary.plan().has(SetChecker.TRAITS)) {
            return title;
        }
        return vocabulary.plan().type(SetChecker.TRAITS).properties().stream()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .map(trait -> said(
                        "detail_trait",
                        title,
                        UserProblem.term(Type.of(trait.type()).term())))
                .orElse(title);
    }

    private @Nullable Type tagType(String name) {
        try {
            Vocabulary.TagType tag = vocabulary.tag(name);
            return tag == null ? null : tag.type();
        } catch (UserProblem _) {
            return null; // its own definition is wrong, which is told where it is checked
        }
    }

    private Words property(String event, String name) {
        List<EventType> types = vocabulary.plan().has(event)
                ? List.of(vocabulary.plan().type(event))
                : vocabulary.plan().types();
        return property(types, name);
    }

    private Words property(List<EventType> types, String name) {
        Property property = Carried.property(vocabulary.plan(), types, name);
        return property == null
                ? same(name)
                : said(
                        "detail_property",
                        property.title(),
                        UserProblem.term(Type.of(property.type()).term()));
    }

    static Words said(String key, Object... arguments) {
        return Reading.say(key, arguments);
    }

    private static Words same(String text) {
        return new Words(text, text);
    }
}
