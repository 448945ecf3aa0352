package dev.limner.language.plan;

import dev.limner.event.Lists;
import dev.limner.history.LocalClock;
import dev.limner.language.Expr;
import dev.limner.language.Glossary;
import dev.limner.language.Reading;
import dev.limner.language.plan.Change.Given;
import dev.limner.language.plan.Change.Wanted;
import dev.limner.language.plan.WhyNode.Looked;
import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sentences on why a condition holds or does not and on the nearest change.
final class WhyWords {
    private static final Phrases PHRASES = Phrases.of(WhyWords.class);

    /// More parts than anybody reads; the tree has them all.
    private static final int MOST_PARTS = 8;

    /// As many decimals of a number as anybody reads.
    private static final int DECIMALS = 4;

    private final Glossary glossary;
    private final LocalClock clock;

    WhyWords(Glossary glossary, LocalClock clock) {
        this.glossary = glossary;
        this.clock = clock;
    }

    /// Whether it holds, the parts that decide with their facts, and the change.
    List<Words> sentences(Outline outline, WhyNode node, @Nullable Change change) {
        List<Words> sentences = new ArrayList<>();
        boolean holds = node.value().isYes();
        sentences.add(say(holds ? "holds" : "holds_not"));
        List<Words> parts = new ArrayList<>();
        parts(outline, node, parts);
        sentences.addAll(parts.subList(0, Math.min(MOST_PARTS, parts.size())));
        if (change != null) {
            sentences.add(change(change, holds));
        }
        return List.copyOf(sentences);
    }

    // ---- The parts that decide

    private void parts(Outline outline, WhyNode node, List<Words> into) {
        boolean holds = node.value().isYes();
        switch (outline.expr()) {
            case Expr.And _ -> inside(outline, node, holds, into);
            case Expr.Or _ -> inside(outline, node, holds, into);
            case Expr.Not(Expr.And _) ->
                parts(outline.inside().getFirst(), node.inside().getFirst(), into);
            case Expr.Not(Expr.Or _) ->
                parts(outline.inside().getFirst(), node.inside().getFirst(), into);
            case Expr.CustomerZone _ -> inside(outline, node, holds, into);
            case Expr other ->
                into.add(say(holds ? "part_true" : "part_false", Reading.clause(other, glossary), facts(node)));
        }
    }

    private void inside(Outline outline, WhyNode node, boolean deciding, List<Words> into) {
        for (int i = 0; i < node.inside().size(); i++) {
            if (node.inside().get(i).value().isYes() == deciding) {
                parts(outline.inside().get(i), node.inside().get(i), into);
            }
        }
    }

    private Words facts(WhyNode node) {
        List<Words> facts = new ArrayList<>();
        facts(node, facts);
        if (facts.isEmpty()) {
            return say("nothing");
        }
        List<Words> joined = new ArrayList<>();
        facts.forEach(fact -> {
            if (!joined.isEmpty()) {
                joined.add(say("fact_next"));
            }
            joined.add(fact);
        });
        return say("facts", Phrases.together(joined));
    }

    private void facts(WhyNode node, List<Words> into) {
        if (node.looked() != null) {
            into.add(looked(node.looked()));
        } else if (node.opened() == null && node.inside().isEmpty()) {
            into.add(node.value().value() == null ? say("fact_missing") : say("fact_now", value(node.value())));
        } else if (node.opened() == null) {
            node.inside().forEach(part -> facts(part, into));
        }
    }

    private Words looked(Looked looked) {
        Instant from = looked.from();
        Instant to = looked.to();
        if (to == null) {
            return say("fact_empty");
        }
        if (from == null) {
            return say("fact_until", looked.count(), moment(to));
        }
        return from.isAfter(to) ? say("fact_empty") : say("fact_between", looked.count(), moment(from), moment(to));
    }

    // ---- The change

    private Words change(Change change, boolean holds) {
        String end = holds ? "_end" : "_enough";
        return switch (change) {
            case Change.Later(var at, var _, var _) -> say("later" + end, moment(at));
            case Change.Earlier(var since, var _) -> say("earlier" + end, moment(since));
            case Change.Fewer(var events, var _) -> say("fewer" + end, events.size());
            case Change.Trait(var name, var value, var source, var before, var _, var _) ->
                say(
                        "trait" + end,
                        Reading.noun(name, glossary),
                        toldBy(source, value.value() == null ? say("another") : value(value)),
                        before(before));
            case Change.More(var events, var times, var before, var until, var _) -> {
                List<Words> all = new ArrayList<>();
                for (Wanted wanted : events) {
                    Words words = wanted(wanted, times, all.isEmpty());
                    all.add(all.isEmpty() ? words : say("then", words));
                }
                Words sentence = say("more" + end, Phrases.together(all), before(before));
                yield until == null || until.equals(before)
                        ? sentence
                        : Phrases.together(List.of(sentence, say("lasts", moment(until))));
            }
        };
    }

    private Object toldBy(@Nullable String source, Object value) {
        return source == null ? value : say("told_by", value, source);
    }

    private Words wanted(Wanted wanted, int times, boolean first) {
        List<Expr> conditions = new ArrayList<>();
        List<Words> fresh = new ArrayList<>();
        for (Given given : wanted.properties()) {
            if (given.value() == null) {
                fresh.add(say(
                        given.differing() && times > 1 ? "new_values" : "new_value",
                        Reading.noun(given.property(), glossary)));
            } else {
                conditions.addAll(conditions(given, given.value()));
            }
        }
        Expr where =
                conditions.isEmpty() ? null : conditions.size() == 1 ? conditions.getFirst() : new Expr.And(conditions);
        Words noun = Reading.noun(new Expr.Events(wanted.type(), where, null), times == 1, glossary);
        List<Words> all = new ArrayList<>();
        all.add(times == 1 ? say(first ? "one_more" : "one_more_next", noun) : say("many_more", times, noun));
        all.addAll(fresh);
        return Phrases.together(all);
    }

    /// That a property has a value, as the language says it.
    private static List<Expr> conditions(Given given, String value) {
        Expr name = new Expr.Name(given.property());
        Expr literal = switch (given.type()) {
            case NUMBER, MONEY -> new Expr.Decimal(new BigDecimal(value));
            case DATE -> new Expr.Date(LocalDate.parse(value));
            case INSTANT ->
                new Expr.Timestamp(LocalDateTime.ofInstant(Instant.parse(value), ZoneOffset.UTC), ZoneOffset.UTC);
            case BOOLEAN -> new Expr.Bool(value.equals("true"));
            case TEXT, LIST, DAYS, DURATION, LENGTH, PLACE, WEEKDAY, UNKNOWN -> new Expr.Text(value);
        };
        return switch (given.type()) {
            case BOOLEAN -> List.of(value.equals("true") ? name : new Expr.Not(name));
            case LIST ->
                Lists.decode(value).stream()
                        .<Expr>map(element -> new Expr.Contains(new Expr.Text(element), false, name))
                        .toList();
            case NUMBER, MONEY, DATE, INSTANT, TEXT, DAYS, DURATION, LENGTH, PLACE, WEEKDAY, UNKNOWN ->
                List.of(new Expr.Compare(name, Expr.Operator.EQUAL, literal));
        };
    }

    private Words before(@Nullable Instant before) {
        return before == null ? say("nothing") : say("before", moment(before));
    }

    /// A local date, with the time where the day does not begin then.
    private Words moment(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, clock.zone());
        Words day = say("day", local.toLocalDate());
        LocalTime time = local.toLocalTime().withNano(0);
        return time.equals(LocalTime.MIDNIGHT) ? day : say("moment", day, time.toString());
    }

    private Object value(Told told) {
        String value = told.value();
        if (value == null) {
            return say("fact_missing");
        }
        return switch (told.type()) {
            case NUMBER, MONEY, DAYS -> shortened(new BigDecimal(value));
            case INSTANT -> moment(Instant.parse(value));
            case DATE -> LocalDate.parse(value);
            case WEEKDAY -> literal(new Expr.Weekday(DayOfWeek.of(Integer.parseInt(value))));
            case LIST -> String.join(", ", Lists.decode(value));
            case BOOLEAN -> literal(new Expr.Bool(told.isYes()));
            case DURATION -> literal(span(Duration.parse(value)));
            case LENGTH ->
                literal(new Expr.Length(new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN), Expr.LengthUnit.M));
            case TEXT, PLACE, UNKNOWN -> value;
        };
    }

    private static BigDecimal shortened(BigDecimal number) {
        return number.scale() > DECIMALS
                ? number.setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros()
                : number;
    }

    /// In the longest unit that tells it to the second.
    private static Expr.Span span(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return new Expr.Span(seconds / 86_400, Expr.Unit.DAY);
        }
        if (seconds % 3_600 == 0) {
            return new Expr.Span(seconds / 3_600, Expr.Unit.HOUR);
        }
        return seconds % 60 == 0
                ? new Expr.Span(seconds / 60, Expr.Unit.MINUTE)
                : new Expr.Span(seconds, Expr.Unit.SECOND);
    }

    private Words literal(Expr literal) {
        return Reading.literal(literal, glossary);
    }

    private static Words say(String key, Object... arguments) {
        return PHRASES.say(key, arguments);
    }
}
