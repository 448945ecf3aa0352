package dev.limner.language.naive;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Expr;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What an expression means, word by word.
///
/// Values are Boolean, BigDecimal, String, Instant, LocalDate, [Elapsed], [Metres], DayOfWeek or a list of
/// texts; null is missing. What the checker refuses throws here.
public final class NaiveEvaluator {
    private final World world;
    private final Watch watch;
    private final Sets sets;

    public NaiveEvaluator(World world) {
        this(world, (_, _, _, _) -> {});
    }

    NaiveEvaluator(World world, Watch watch) {
        this.world = world;
        this.watch = watch;
        this.sets = new Sets(this, watch);
    }

    public @Nullable Object value(Expr expr, Life life, Instant t, Mode mode) {
        Object value = value(expr, Env.of(life, t, mode, world.zone()));
        watch.saw(null, "", expr, value);
        return value;
    }

    public boolean holds(Expr expr, Life life, Instant t, Mode mode) {
        return Boolean.TRUE.equals(value(expr, life, t, mode));
    }

    /// The values that a `for any` denotes, as text.
    public Set<String> valuesOf(Expr.ForAny expr, Life life, Instant t, Mode mode) {
        Set<String> values = new TreeSet<>();
        values(expr, Env.of(life, t, mode, world.zone())).forEach(value -> values.add(text(value)));
        return values;
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
    }

    @Nullable
    Object value(Expr expr, Env env) {
        return switch (expr) {
            case Expr.Decimal(var value) -> value;
            case Expr.Text(var value) -> value;
            case Expr.Bool(var value) -> value;
            case Expr.Date(var value) -> value;
            case Expr.Timestamp(var value, var offset) -> Windows.instant(value, offset, env.zone());
            case Expr.Span(var amount, var unit) -> Elapsed.of(amount, unit);
            case Expr.Length length -> Metres.of(length);
            case Expr.Weekday(var day) -> day;
            case Expr.Place(var latitude, var longitude) -> new Spot(latitude.doubleValue(), longitude.doubleValue());
            case Expr.Name(var name) -> name(name, env);
            case Expr.Score(var model) -> score(model, env);
            case Expr.InSegment(var segment, var at) -> {
                Env asked = at == null ? env : env.asked(at, Windows.begin(at, env.t(), env.zone()));
                yield holds(world.segment(segment), asked.definition(world.zone()));
            }
            case Expr.Crossed crossed -> crossed(crossed, env);
            case Expr.Consents(var purpose, var channel) -> consents(purpose, channel, env);
            case Expr.Standing standing -> standing(standing, env);
            case Expr.Exists exists -> !sets.instants(exists, exists.set(), env).isEmpty() == exists.any();
            case Expr.Aggregate aggregate ->
                Folds.fold(aggregate, sets.instants(aggregate, aggregate.set(), env), env.t());
            case Expr.LastAll all -> lastAll(all, env);
            case Expr.ForAny forAny -> !values(forAny, env).isEmpty();
            case Expr.Trend trend -> trend(trend, env);
            case Expr.Since(var days, var instant) -> since(days, child(expr, "instant", instant, env), env);
            case Expr.LocalHour() -> new BigDecimal(local(env).getHour());
            case Expr.LocalWeekday() -> local(env).getDayOfWeek();
            case Expr.LastPlace() ->
                env.facts().stream()
                        .map(Fact::place)
                        .filter(java.util.Objects::nonNull)
                        .reduce(null, (_, b) -> b);
            case Expr.EventPlace() -> env.event() == null ? null : env.event().place();
            case Expr.Distance(var from, var to) ->
                child(expr, "from", from, env) instanceof Spot a && child(expr, "to", to, env) instanceof Spot b
                        ? a.to(b)
                        : null;
            case Expr.CustomerZone(var inside) -> child(expr, "inside", inside, env.in(env.customerZone(world.zone())));
            case Expr.And(var all) -> {
                boolean holds = true;
                for (Expr one : all) {
                    holds &= isTrue(child(expr, "all", one, env));
                }
                yield holds;
            }
            case Expr.Or(var any) -> {
                boolean holds = false;
                for (Expr one : any) {
                    holds |= isTrue(child(expr, "any", one, env));
                }
                yield holds;
            }
            case Expr.Not(var negated) -> !isTrue(child(expr, "negated", negated, env));
            case Expr.Compare(var left, var operator, var right) ->
                Values.holds(child(expr, "left", left, env), operator, child(expr, "right", right, env), env.zone());
            case Expr.Between between -> between(between, env);
            case Expr.OneOf oneOf -> oneOf(oneOf, env);
            case Expr.Contains(var element, var negated, var list) -> {
                Object one = child(expr, "element", element, env);
                Object all = child(expr, "list", list, env);
                yield one != null && all instanceof List<?> texts && texts.contains(one) != negated;
            }
            case Expr.Like(var value, var negated, var pattern) ->
                child(expr, "value", value, env) instanceof String text && Values.like(text, pattern) != negated;
            case Expr.IsKnown(var value, var known) -> (child(expr, "value", value, env) != null) == known;
            case Expr.Arithmetic(var left, var sign, var right) -> {
                Object one = child(expr, "left", left, env);
                yield Values.reckon(one, sign, ofDays(child(expr, "right", right, env), one, right));
            }
            case Expr.Negative(var value) -> Values.negative(child(expr, "value", value, env));
        };
    }

    boolean holds(Expr expr, Env env) {
        return isTrue(value(expr, env));
    }

    @Nullable
    Object child(Object of, String component, Expr part, Env env) {
        Object value = value(part, env);
        watch.saw(of, component, part, value);
        return value;
    }

    /// A number of days beside a duration is one itself, whatever the sign between them.
    private @Nullable Object ofDays(@Nullable Object value, @Nullable Object left, Expr right) {
        return value instanceof BigDecimal days && isDays(right) && left instanceof Elapsed
                ? Elapsed.ofDays(days)
                : value;
    }

    private boolean isDays(Expr expr) {
        return switch (expr) {
            case Expr.Since(var days, var _) -> days;
            case Expr.Negative(var value) -> isDays(value);
            case Expr.Arithmetic(var _, var _, Expr.Date _) -> true;
            case Expr.Arithmetic(var left, var sign, var right) ->
                (sign == Expr.Sign.PLUS || sign == Expr.Sign.MINUS) && isDays(left) && isDays(right);
            case Expr.Name(var name) -> {
                Expr tag = world.tags().get(name);
                yield tag != null && isDays(tag);
            }
            case Expr.CustomerZone(var inside) -> isDays(inside);
            default -> false;
        };
    }

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }

    private @Nullable Object name(String name, Env env) {
        if (env.event() != null) {
            return env.event().value(name);
        }
        Expr tag = world.tags().get(name);
        return tag == null ? env.trait(name) : value(tag, env.definition(world.zone()));
    }

    private static @Nullable Object score(String model, Env env) {
        return env.of("score")
                .filter(fact -> model.equals(fact.value("model")))
                .map(fact -> fact.value("value"))
                .filter(java.util.Objects::nonNull)
                .reduce(null, (_, b) -> b);
    }

    /// Whether the latest word of the customer on the purpose was yes: a word for every channel, or for
    /// this one.
    private static boolean consents(String purpose, @Nullable String channel, Env env) {
        String last = null;
        for (Fact fact : env.facts()) {
            Object of = fact.value("channel");
            boolean given = fact.type().equals("consent_given");
            if ((given || fact.type().equals("consent_withdrawn"))
                    && purpose.equals(fact.value("purpose"))
                    && (of == null || channel == null || of.equals(channel))) {
                last = fact.type();
            }
        }
        return "consent_given".equals(last);
    }

    private boolean crossed(Expr.Crossed crossed, Env env) {
        Windows.Range window = Windows.range(crossed.window(), env.t(), env.zone());
        NaiveEvaluator unwatched = new NaiveEvaluator(world);
        Expr definition = world.segment(crossed.segment());
        Env inside = env.definition(world.zone());
        Instant from = window.from() == null ? new Moments(unwatched).beginning(env) : window.from();
        Set<Instant> moments = new Moments(unwatched).of(definition, inside, from, env.t());
        boolean found = moments.stream()
                .filter(s -> window.contains(s) && !s.isAfter(env.t()))
                .anyMatch(s -> {
                    boolean before = unwatched.holds(definition, inside.at(s.minus(Windows.MICRO)));
                    boolean now = unwatched.holds(definition, inside.at(s));
                    return switch (crossed.crossing()) {
                        case ENTERED -> !before && now;
                        case LEFT -> before && !now;
                    };
                });
        watch.saw(crossed, "window", crossed.window(), found);
        return found;
    }

    private @Nullable Object standing(Expr.Standing standing, Env env) {
        if (!(name(standing.tag(), env) instanceof BigDecimal value)) {
            return null;
        }
        List<BigDecimal> all = world.population(standing.tag(), standing.segment());
        long lower = all.stream().filter(other -> other.compareTo(value) < 0).count();
        long same = all.stream().filter(other -> other.compareTo(value) == 0).count();
        return switch (standing.kind()) {
            case RANK -> new BigDecimal(1 + all.size() - lower - same);
            case PERCENTILE ->
                all.isEmpty()
                        ? null
                        : new BigDecimal(2 * lower + same).divide(new BigDecimal(2L * all.size()), Values.DECIMAL);
        };
    }

    private boolean lastAll(Expr.LastAll all, Env env) {
        List<Fact> events = sets.events(all, all.events(), env);
        boolean enough = events.size() >= all.count();
        for (Fact fact : events.subList(Math.max(0, events.size() - all.count()), events.size())) {
            enough &= isTrue(child(all, "condition", all.condition(), env.of(fact)));
        }
        return enough;
    }

    /// The values of the property in the positive sets inside for which the condition holds.
    List<Object> values(Expr.ForAny forAny, Env env) {
        List<Object> holding = new ArrayList<>();
        for (Object value : new Positive(sets, world.zone()).values(forAny, env)) {
            if (isTrue(child(forAny, "condition", forAny.condition(), env.only(forAny.property(), value)))) {
                holding.add(value);
            }
        }
        return holding;
    }

    private @Nullable Object trend(Expr.Trend trend, Env env) {
        List<BigDecimal> values = new ArrayList<>();
        for (long i = 0; i < trend.count(); i++) {
            Instant end = env.t().minus(Elapsed.fixed(trend.unit()).multipliedBy(trend.count() - i - 1));
            Instant start = env.t().minus(Elapsed.fixed(trend.unit()).multipliedBy(trend.count() - i));
            List<Sets.Happening> happened = sets.instants(trend, trend.of().set(), env).stream()
                    .filter(one -> one.at().isAfter(start) && !one.at().isAfter(end))
                    .toList();
            values.add((BigDecimal) java.util.Objects.requireNonNull(Folds.fold(trend.of(), happened, env.t())));
        }
        return Folds.slope(values);
    }

    private static @Nullable Object since(boolean days, @Nullable Object past, Env env) {
        if (past == null) {
            return null;
        }
        if (!days) {
            Instant from = past instanceof LocalDate date ? Windows.begin(date, env.zone()) : (Instant) past;
            return Elapsed.between(from, env.t());
        }
        LocalDate from =
                past instanceof Instant instant ? instant.atZone(env.zone()).toLocalDate() : (LocalDate) past;
        return new BigDecimal(
                ChronoUnit.DAYS.between(from, env.t().atZone(env.zone()).toLocalDate()));
    }

    /// The local time of the instant asked for in the customer's zone; within `where` of the event, in its own
    /// zone if it has one.
    private ZonedDateTime local(Env env) {
        Fact event = env.event();
        ZoneId zone = event != null && event.zone() != null ? ZoneId.of(event.zone()) : env.customerZone(world.zone());
        return (event == null ? env.t() : event.at()).atZone(zone);
    }

    private boolean between(Expr.Between between, Env env) {
        Integer low = Values.compare(
                child(between, "value", between.value(), env), child(between, "low", between.low(), env), env.zone());
        Integer high =
                Values.compare(value(between.value(), env), child(between, "high", between.high(), env), env.zone());
        return low != null && high != null && (low >= 0 && high <= 0) != between.negated();
    }

    private boolean oneOf(Expr.OneOf oneOf, Env env) {
        Object value = child(oneOf, "value", oneOf.value(), env);
        boolean found = false;
        boolean missing = false;
        for (Expr option : oneOf.options()) {
            Integer sign = Values.compare(value, child(oneOf, "options", option, env), env.zone());
            found |= sign != null && sign == 0;
            missing |= sign == null;
        }
        return oneOf.negated() ? !found && !missing : found;
    }

    World world() {
        return world;
    }
}
