package dev.limner.language.plan;

import dev.limner.engine.Scope.Mode;
import dev.limner.event.EventType;
import dev.limner.event.Lists;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Expr;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.Source;
import dev.limner.language.Type;
import dev.limner.language.naive.Elapsed;
import dev.limner.language.naive.Fact;
import dev.limner.language.naive.Life;
import dev.limner.language.naive.Metres;
import dev.limner.language.naive.World;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The plan's answers in the words of the naive reference: one world's lexicon, and histories made of lives.
public final class PlanReader {
    private final Lexicon lexicon;
    private final InForce inForce;

    public PlanReader(World world) {
        Map<String, Lexicon.Meaning> tags = new HashMap<>();
        world.tags().forEach((name, expr) -> tags.put(name, new Lexicon.Meaning.Rule(source(expr))));
        Map<String, Source> segments = new HashMap<>();
        world.segments().forEach((name, expr) -> segments.put(name, source(expr)));
        lexicon = new Lexicon(world.plan(), new LocalClock(world.zone()), tags, segments);
        Map<String, Ranking> rankings = new HashMap<>();
        for (World.Population population : world.populations()) {
            String name =
                    "ranking:" + population.tag() + (population.segment() == null ? "" : ":" + population.segment());
            rankings.put(name, Ranking.of(population.values()));
        }
        inForce = (model, _) -> rankings.get(model);
    }

    private static Source source(Expr expr) {
        return Parser.parse(Printer.print(expr));
    }

    public Lexicon lexicon() {
        return lexicon;
    }

    public InForce inForce() {
        return inForce;
    }

    public Checked checked(Expr expr) {
        return Checker.value(source(expr), lexicon);
    }

    /// A plan with the expression as its first value, and as its first condition where it is one.
    public Plan plan(Checked checked) {
        Compiler compiler = new Compiler(lexicon).value(checked);
        return (checked.type() == Type.BOOLEAN ? compiler.condition(checked) : compiler).plan();
    }

    /// The answer as the naive reference would give it; lists of texts as texts.
    public @Nullable Object value(Expr expr, Life life, Instant t, Mode mode) {
        Checked checked = checked(expr).orThrow();
        Plan plan = plan(checked);
        Evaluation evaluation = plan.evaluation(inForce);
        evaluation.open(history(plan, life, t, mode), LocalClock.micros(t), mode);
        return value(checked.type(), evaluation);
    }

    static @Nullable Object value(Type type, Evaluation evaluation) {
        if (type == Type.TEXT || type == Type.LIST) {
            return evaluation.text(0);
        }
        BigDecimal number = evaluation.number(0);
        if (number == null) {
            return null;
        }
        return switch (type) {
            case BOOLEAN -> number.signum() != 0;
            case NUMBER, MONEY, DAYS -> number;
            case INSTANT -> LocalClock.instant(number.longValue());
            case DATE -> LocalDate.ofEpochDay(number.longValue());
            case DURATION -> new Elapsed(number);
            case LENGTH -> new Metres(number);
            case WEEKDAY -> DayOfWeek.of(number.intValue());
            case TEXT, LIST, PLACE, UNKNOWN -> throw new IllegalStateException(type.name());
        };
    }

    /// The history of a life as an engine would hand it over: what the plan needs of what can count as of `t`.
    public static History history(Plan plan, Life life, Instant t, Mode mode) {
        List<Fact> facts = life.facts().stream()
                .filter(fact -> !fact.at().isAfter(t)
                        && (mode == Mode.AS_CORRECTED || !fact.known().isAfter(t)))
                .toList();
        return history(plan, facts);
    }

    /// The history of all these facts.
    public static History history(Plan plan, List<Fact> facts) {
        List<String> texts = new ArrayList<>();
        List<Property> properties = plan.needs().properties();
        History history = new History(properties, code -> texts.get((int) code));
        List<Integer> types =
                plan.needs().types().stream().map(EventType::ordinal).toList();
        history.begin(1);
        facts.stream().sorted(Fact.ORDER).forEach(fact -> {
            EventType type = Objects.requireNonNull(TYPES.get(fact.type()));
            if (types.contains(type.ordinal())) {
                int event = history.extend(1);
                history.types()[event] = type.ordinal();
                history.instants()[event] = LocalClock.micros(fact.at());
                for (Property property : properties) {
                    history.values(property)[event] = stored(property, fact, text -> code(text, texts));
                }
            }
        });
        return history;
    }

    private static final Map<String, EventType> TYPES = new HashMap<>();

    static {
        TrackingPlan plan = dev.limner.language.naive.SmallPlan.plan();
        plan.types().forEach(type -> TYPES.put(type.name(), type));
    }

    /// The values of a fact by the ordinals of their properties, with texts as codes.
    public static long[] values(TrackingPlan plan, Fact fact, java.util.function.ToLongFunction<String> code) {
        long[] values = new long[plan.ordinals()];
        java.util.Arrays.fill(values, History.MISSING);
        plan.properties().forEach(property -> values[property.ordinal()] = stored(property, fact, code));
        for (Property property : List.of(plan.known(), plan.zone(), plan.source())) {
            values[property.ordinal()] = stored(property, fact, code);
        }
        return values;
    }

    /// The ordinal of a fact's type.
    public static int type(Fact fact) {
        return Objects.requireNonNull(TYPES.get(fact.type())).ordinal();
    }

    private static long stored(Property property, Fact fact, java.util.function.ToLongFunction<String> texts) {
        Object value = switch (property.name()) {
            case "known" -> fact.known();
            case "zone" -> fact.zone();
            case "source" -> fact.source();
            default -> fact.values().get(property.name());
        };
        return switch (value) {
            case null -> History.MISSING;
            case String text -> texts.applyAsLong(text);
            case List<?> list ->
                texts.applyAsLong(
                        Lists.encode(list.stream().map(String::valueOf).toList()));
            case BigDecimal money -> money.movePointRight(4).longValueExact();
            case Long whole -> whole;
            case Double number -> Double.doubleToRawLongBits(number + 0.0);
            case Boolean yes -> yes ? 1 : 0;
            case Instant instant -> LocalClock.micros(instant);
            case LocalDate date -> date.toEpochDay();
            default -> throw new IllegalStateException(property.type() == ValueType.TEXT ? "text" : value.toString());
        };
    }

    private static long code(String text, List<String> texts) {
        if (!texts.contains(text)) {
            texts.add(text);
        }
        return texts.indexOf(text);
    }
}
