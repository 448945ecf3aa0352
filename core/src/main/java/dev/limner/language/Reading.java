package dev.limner.language;

import dev.limner.language.Expr.Aggregate;
import dev.limner.language.Expr.Fold;
import dev.limner.language.Expr.Sign;
import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads expressions aloud, in English and in Chinese: a condition as the customers that fulfil it,
/// anything else as
/// what
/// it is of a customer.
///
/// Two trees that differ read differently, also where they mean the same.
public final class Reading {
    static final Phrases PHRASES = Phrases.of(Reading.class);

    private final Glossary glossary;
    private final TimeWords times = new TimeWords(PHRASES);
    private final SetWords.Reader sets;
    private final Comparing comparing;

    private Reading(Glossary glossary) {
        this.glossary = glossary;
        this.sets = new SetWords.Reader(this, glossary, PHRASES, times);
        this.comparing = new Comparing(this, sets);
    }

    /// The sentence that says what an expression means.
    public static Words aloud(Expr expr, Glossary glossary) {
        Reading reading = new Reading(glossary);
        if (expr instanceof Expr.Name(var name)) {
            return finished(say("customers_own", glossary.name(name)));
        }
        Said said = reading.say(expr, Style.WHO);
        return finished(said.kind() == Kind.VALUE ? said.words() : say("customers", said.words()));
    }

    /// A condition as a statement about one customer: they bought at least 3 times.
    public static Words clause(Expr condition, Glossary glossary) {
        return finished(new Reading(glossary).condition(condition, Style.THEY));
    }

    /// Events as a noun: one purchase with category beauty, or, of several, the many.
    public static Words noun(Expr.Events events, boolean one, Glossary glossary) {
        SetWords words = new Reading(glossary).sets.read(events);
        return finished(
                Phrases.together(List.of(one ? words.deed().one() : words.deed().many(), words.where())));
    }

    /// A literal as it stands within a sentence.
    public static Words literal(Expr literal, Glossary glossary) {
        return finished(new Reading(glossary).operand(literal, Style.THEY));
    }

    /// A name or property as a noun.
    public static Words noun(String name, Glossary glossary) {
        return finished(glossary.name(name));
    }

    /// One or two sentences on what a node is: what `count` counts, what `in last 30 days` spans.
    public static Words hover(Expr node, Glossary glossary) {
        return finished(Hover.of(node, glossary));
    }

    /// Whose point of view a condition is told from: "who bought", "they bought", or, of an event, "the
    /// amount is ...".
    enum Style {
        WHO,
        THEY,
        EVENT;

        Style inner() {
            return this == EVENT ? EVENT : THEY;
        }
    }

    /// Whether the words name a value or state a condition; an open one goes into brackets within another.
    enum Kind {
        VALUE,
        CONDITION,
        OPEN
    }

    record Said(Words words, Kind kind) {}

    private Said say(Expr expr, Style style) {
        return switch (expr) {
            case Expr.Decimal(var number) -> value("number", number);
            case Expr.Text(var text) -> value("text", Quoting.bareOrQuoted(text));
            case Expr.Bool(var truth) -> value(truth ? "true" : "false");
            case Expr.Date(var date) -> value("date", date);
            case Expr.Timestamp(var time, var offset) -> new Said(times.time(time, offset), Kind.VALUE);
            case Expr.Span(var amount, var unit) -> new Said(times.span(amount, unit), Kind.VALUE);
            case Expr.Length(var amount, var unit) -> value("length_" + lower(unit), amount);
            case Expr.Weekday(var day) -> value("day_" + lower(day));
            case Expr.Place(var latitude, var longitude) ->
                value("coordinates", latitude.toPlainString(), longitude.toPlainString());
            case Expr.Name(var name) -> value(style == Style.EVENT ? "its" : "their", noun(name, style));
            case Expr.Score(var model) -> value("score", Quoting.bareOrQuoted(model));
            case Expr.InSegment(var segment, var at) ->
                at == null
                        ? verb(style, "in_segment", glossary.segment(segment))
                        : verb(style, "was_in_segment", glossary.segment(segment), times.at(at));
            case Expr.Crossed(var crossing, var segment, var window) ->
                verb(style, lower(crossing) + "_segment", glossary.segment(segment), times.window(window));
            case Expr.Consents(var purpose, var channel) ->
                channel == null
                        ? verb(style, "consents", Quoting.bareOrQuoted(purpose))
                        : verb(style, "consents_by", Quoting.bareOrQuoted(purpose), Quoting.bareOrQuoted(channel));
            case Expr.Standing(var kind, var tag, var segment) ->
                segment == null
                        ? value(lower(kind), glossary.name(tag))
                        : value(lower(kind) + "_in", glossary.name(tag), glossary.segment(segment));
            case Expr.Exists exists -> verb(style, exists(exists));
            case Aggregate aggregate -> new Said(aggregate(aggregate), Kind.VALUE);
            case Expr.LastAll(var count, var events, var condition) -> {
                SetWords words = sets.read(events);
                String key = count == 1 ? "last_one" : "last_all";
                Words all = words.say(PHRASES, key, count, condition(condition, Style.EVENT));
                yield new Said(say(style == Style.WHO ? "whose" : "their_is", all, say("nothing")), Kind.CONDITION);
            }
            case Expr.ForAny(var property, var condition) ->
                new Said(
                        say(
                                style == Style.WHO ? "for_any_who" : "for_any",
                                glossary.property(property),
                                condition(condition, Style.THEY)),
                        Kind.OPEN);
            case Expr.Trend(var of, var count, var unit) ->
                value("trend", aggregate(of), times.span(count, unit), times.unit(unit));
            case Expr.Since(var days, var instant) -> value(days ? "days_since" : "time_since", moment(instant, style));
            case Expr.LocalHour() -> value("local_hour");
            case Expr.LocalWeekday() -> value("local_weekday");
            case Expr.LastPlace() -> value("last_place");
            case Expr.EventPlace() -> value("event_place");
            case Expr.Distance(var from, var to) -> value("distance", operand(from, style), operand(to, style));
            case Expr.CustomerZone(var inside) -> zoned(inside, style);
            case Expr.And(var all) -> new Said(joined("and", parts(all, style)), Kind.OPEN);
            case Expr.Or(var any) -> new Said(say("either", joined("or", parts(any, style))), Kind.OPEN);
            case Expr.Not(var negated) -> new Said(not(negated, style), Kind.CONDITION);
            case Expr.Compare compare -> new Said(comparing.read(compare, style), Kind.CONDITION);
            case Expr.Between between -> new Said(comparing.read(between, style), Kind.CONDITION);
            case Expr.OneOf(var of, var negated, var options) -> {
                List<Words> each = options.stream()
                        .map(option -> choice(of, option, style))
                        .toList();
                Words list = joined(negated ? "nor" : "list", each);
                yield clause(of, say(negated ? "none_of" : "one_of", list), style);
            }
            case Expr.Contains(var element, var negated, var list) -> {
                String key = (list instanceof Expr.Name ? "list_" : "") + (negated ? "excludes" : "includes");
                yield clause(list, say(key, choice(list, element, style)), style);
            }
            case Expr.Like(var of, var negated, var pattern) -> clause(of, Comparing.like(pattern, negated), style);
            case Expr.IsKnown(var of, var known) -> clause(of, say(known ? "known" : "missing"), style);
            case Expr.Arithmetic(var left, var sign, var right) -> {
                boolean timesNumber = sign == Sign.TIMES && left instanceof Expr.Decimal;
                yield value(timesNumber ? "times_number" : lower(sign), factor(left, style), factor(right, style));
            }
            case Expr.Negative(var of) -> value("negative", operand(of, style));
        };
    }

    /// Any expression where a condition is wanted.
    Words condition(Expr expr, Style style) {
        Said said = say(expr, style);
        if (said.kind() != Kind.VALUE) {
            return said.words();
        }
        return expr instanceof Expr.Bool(var truth)
                ? sentence(say(truth ? "always" : "never"), style)
                : clause(expr, say("holds"), style).words();
    }

    /// Any expression where a value is wanted.
    Words operand(Expr expr, Style style) {
        Said said = say(expr, style.inner());
        return said.kind() == Kind.VALUE ? said.words() : say("whether", said.words());
    }

    private Words factor(Expr expr, Style style) {
        Words words = operand(expr, style);
        return expr instanceof Expr.Arithmetic || expr instanceof Expr.Negative ? say("bracketed", words) : words;
    }

    /// A condition within another.
    private Words inner(Expr expr, Style style) {
        Said said = say(expr, style);
        // in Chinese the others come with brackets of their own
        String brackets = expr instanceof Expr.And ? "bracketed" : "bracketed_english";
        return said.kind() == Kind.OPEN ? say(brackets, said.words()) : condition(expr, style);
    }

    private List<Words> parts(List<Expr> all, Style style) {
        return all.stream().map(part -> inner(part, style)).toList();
    }

    /// `a, b and c`: `KEY_between` joins all but the last two of several, `KEY_last` these, `KEY_pair` two.
    private static Words joined(String key, List<Words> parts) {
        List<Words> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                all.add(say(key + (parts.size() == 2 ? "_pair" : i == parts.size() - 1 ? "_last" : "_between")));
            }
            all.add(parts.get(i));
        }
        return Phrases.together(all);
    }

    private Words not(Expr negated, Style style) {
        return switch (negated) {
            case Expr.InSegment(var segment, var at)
            when at == null ->
                verb(style, "not_in_segment", glossary.segment(segment)).words();
            case Expr.InSegment(var segment, Expr.Point at) ->
                verb(style, "was_not_in_segment", glossary.segment(segment), times.at(at))
                        .words();
            case Expr.Crossed(var crossing, var segment, var window) ->
                verb(style, "not_" + lower(crossing) + "_segment", glossary.segment(segment), times.window(window))
                        .words();
            case Expr.Consents(var purpose, var channel)
            when channel == null ->
                verb(style, "consents_not", Quoting.bareOrQuoted(purpose)).words();
            case Expr.Consents(var purpose, String channel) ->
                verb(style, "consents_not_by", Quoting.bareOrQuoted(purpose), Quoting.bareOrQuoted(channel))
                        .words();
            case Expr other when style == Style.EVENT -> say("not_event", negated(other, style));
            case Expr other -> verb(style, "not", negated(other, Style.WHO)).words();
        };
    }

    private Words negated(Expr expr, Style style) {
        Said said = say(expr, style);
        return said.kind() == Kind.OPEN ? say("bracketed_english", said.words()) : condition(expr, style);
    }

    private Said zoned(Expr inside, Style style) {
        Said said = say(inside, style.inner());
        if (said.kind() == Kind.VALUE) {
            return value("zone_value", said.words());
        }
        return new Said(say(style == Style.WHO ? "zone_who" : "zone", said.words()), Kind.OPEN);
    }

    /// What a value is compared with; a text by its title where the value is a choice.
    Words choice(Expr of, Expr option, Style style) {
        return of instanceof Expr.Name(var name) && option instanceof Expr.Text(var text)
                ? glossary.choice(name, text)
                : operand(option, style);
    }

    // ---- What events fold to

    private Words aggregate(Aggregate aggregate) {
        SetWords set = sets.read(aggregate.set());
        String property = aggregate.property();
        Fold fold = aggregate.fold();
        boolean ofEvents = fold == Fold.COUNT || fold == Fold.MEDIAN_GAP;
        boolean end = fold == Fold.FIRST || fold == Fold.LAST;
        Words of = property == null ? say("no_property") : glossary.property(property);
        String key = "fold_" + lower(fold) + (end && property == null ? "_instant" : "");
        Words words = set.say(PHRASES, key, of);
        Words full = ofEvents && property != null ? say("of_property", words, of) : words;
        Expr.Span halfLife = aggregate.halfLife();
        return halfLife == null ? full : say("fading", full, times.span(halfLife.amount(), halfLife.unit()));
    }

    private Words exists(Expr.Exists exists) {
        String ever = exists.set().window() == null ? "_ever" : "";
        if (exists.set() instanceof Expr.Sequence sequence) {
            String key = (exists.any() ? "sequence_any" : "sequence_no") + ever;
            return say(key, sets.steps(sequence), times.window(sequence.window()));
        }
        SetWords words = sets.read(exists.set());
        return words.say(
                PHRASES, (exists.any() ? "any" : "no") + ever, words.deed().toDo());
    }

    /// What "since" counts from: the last purchase.
    private Words moment(Expr instant, Style style) {
        return Comparing.isEnd(instant) && instant instanceof Aggregate(var fold, var set, var _, var _)
                ? sets.read(set).say(PHRASES, "end_" + lower(fold))
                : operand(instant, style);
    }

    // ---- Sentences

    private static Said value(String key, Object... arguments) {
        return new Said(say(key, arguments), Kind.VALUE);
    }

    private static Said verb(Style style, String key, Object... arguments) {
        return verb(style, say(key, arguments));
    }

    static Said verb(Style style, Words deed) {
        return new Said(say(style == Style.WHO ? "who" : "they", deed), Kind.CONDITION);
    }

    Said clause(Expr subject, Words predicate, Style style) {
        if (subject instanceof Expr.Name(var name)) {
            String key = switch (style) {
                case WHO -> "whose";
                case THEY -> "their_is";
                case EVENT -> "the";
            };
            return new Said(say(key, noun(name, style), predicate), Kind.CONDITION);
        }
        Words whole = Phrases.together(List.of(operand(subject, style), predicate));
        return new Said(sentence(whole, style), Kind.CONDITION);
    }

    static Words sentence(Words whole, Style style) {
        return style == Style.WHO ? say("for_whom", whole) : whole;
    }

    private Words noun(String name, Style style) {
        return style == Style.EVENT ? glossary.property(name) : glossary.name(name);
    }

    private static Words finished(Words words) {
        return new Words(words.en(), Quoting.spaced(words.zh()));
    }

    static Words say(String key, Object... arguments) {
        return PHRASES.say(key, arguments);
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
