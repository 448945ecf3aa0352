package dev.limner.language;

import dev.limner.language.Expr.Aggregate;
import dev.limner.language.Expr.Fold;
import dev.limner.language.Expr.Operator;
import dev.limner.language.Reading.Style;
import dev.limner.problem.Words;
import java.math.BigDecimal;

/// Reads comparisons, as a person would put them: how often somebody bought, between which hours it is.
record Comparing(Reading reading, SetWords.Reader sets) {
    private static final BigDecimal LAST_HOUR = BigDecimal.valueOf(23);

    Words read(Expr.Compare compare, Style style) {
        Operator operator = compare.operator();
        if (isCount(compare.left()) && isWhole(compare.right()) && operator != Operator.NOT_EQUAL) {
            Words howOften = Reading.say("times_" + Reading.lower(operator), times(compare.right()));
            return howOften((Aggregate) compare.left(), howOften, style);
        }
        if (compare.left() instanceof Expr.LocalWeekday
                && operator == Operator.EQUAL
                && compare.right() instanceof Expr.Weekday) {
            return Reading.sentence(Reading.say("weekday_is", reading.operand(compare.right(), style)), style);
        }
        boolean temporal = isInstant(compare.left()) || isInstant(compare.right());
        Words predicate = Reading.say(
                (temporal ? "date_" : "is_") + Reading.lower(operator),
                reading.choice(compare.left(), compare.right(), style));
        return reading.clause(compare.left(), predicate, style).words();
    }

    Words read(Expr.Between between, Style style) {
        Expr of = between.value();
        if (isCount(of) && isWhole(between.low()) && isWhole(between.high()) && !between.negated()) {
            Words howOften = Reading.say(
                    "times_between",
                    reading.operand(between.low(), style),
                    Reading.say("times_of", reading.operand(between.high(), style)));
            return howOften((Aggregate) of, howOften, style);
        }
        if (of instanceof Expr.LocalHour && isHour(between.low()) && isHour(between.high())) {
            return Reading.sentence(
                    Reading.say(
                            between.negated() ? "hours_not" : "hours",
                            clock(between.low(), "00"),
                            clock(between.high(), "59")),
                    style);
        }
        Words predicate = Reading.say(
                between.negated() ? "not_between" : "between",
                reading.operand(between.low(), style),
                reading.operand(between.high(), style));
        return reading.clause(of, predicate, style).words();
    }

    private Words howOften(Aggregate count, Words howOften, Style style) {
        return Reading.verb(style, sets.read(count.set()).say(Reading.PHRASES, "how_often", howOften))
                .words();
    }

    private static boolean isCount(Expr expr) {
        return expr instanceof Aggregate(var fold, var _, var property, var halfLife)
                && fold == Fold.COUNT
                && property == null
                && halfLife == null;
    }

    private static boolean isWhole(Expr expr) {
        return expr instanceof Expr.Decimal(var value) && value.signum() >= 0 && value.scale() == 0;
    }

    private static boolean isHour(Expr expr) {
        return isWhole(expr) && expr instanceof Expr.Decimal(var value) && value.compareTo(LAST_HOUR) <= 0;
    }

    private static boolean isInstant(Expr expr) {
        return expr instanceof Expr.Date || expr instanceof Expr.Timestamp || isEnd(expr);
    }

    /// `last purchase`: an event's instant.
    static boolean isEnd(Expr expr) {
        return expr instanceof Aggregate(var fold, var _, var property, var halfLife)
                && (fold == Fold.FIRST || fold == Fold.LAST)
                && property == null
                && halfLife == null;
    }

    private Words times(Expr number) {
        Words shown = reading.operand(number, Style.THEY);
        return shown.en().equals("1") ? Reading.say("once") : Reading.say("times_of", shown);
    }

    private static String clock(Expr hour, String minutes) {
        return hour instanceof Expr.Decimal(var value) ? value.toPlainString() + ":" + minutes : "";
    }

    static Words like(String pattern, boolean negated) {
        String inside = pattern.replaceAll("^%|%$", "");
        boolean plain = !inside.isEmpty() && inside.chars().noneMatch(c -> c == '%' || c == '_' || c == '\\');
        boolean starts = !pattern.startsWith("%");
        boolean ends = !pattern.endsWith("%");
        String key = !plain || (starts && ends) ? "like" : starts ? "begins" : ends ? "ends" : "contains_text";
        return Reading.say((negated ? "not_" : "") + key, Quoting.quoted(key.equals("like") ? pattern : inside));
    }
}
