package dev.limner.app;

import dev.limner.history.LocalClock;
import dev.limner.identity.Customers;
import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.language.Reading;
import dev.limner.language.Type;
import dev.limner.language.plan.Lexicon;
import dev.limner.portrait.Moment;
import dev.limner.problem.Words;
import dev.limner.workspace.Count;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Spread;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner ask`: how many customers fulfil a condition and who, or how a value lies over all of them.
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = "Counts the customers who fulfil a condition, or tells how a value lies over all customers.")
final class Ask implements Callable<Integer> {
    private static final BigDecimal MICROS_A_DAY = BigDecimal.valueOf(86_400_000_000L);
    private static final BigDecimal METRES_A_KM = BigDecimal.valueOf(1000);
    private static final int DIGITS = 4;
    private static final int MENDABLE = 1;

    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "EXPRESSION", description = "For example: count(order in last 90 days) >= 2")
    private String expression = "";

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(
            names = "--limit",
            defaultValue = "10",
            description = "Customers to name at the most; ${DEFAULT-VALUE} where left out.")
    private int limit = 10;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    record Counted(Words aloud, String asOf, long customers, long of, double share, List<String> first) {}

    record Valued(
            Words aloud,
            String asOf,
            String type,
            long known,
            long of,
            @Nullable String min,
            @Nullable String median,
            @Nullable String max) {}

    @Override
    public Integer call() {
        try (Desk desk = workbench.open()) {
            Moment moment = desk.moment(asOf);
            Lexicon lexicon = desk.workspace().definitions().lexicon();
            Checked checked = Checker.value(Parser.parse(expression), lexicon);
            Underline.print(spec.commandLine().getErr(), expression, checked.mistakes(), Main.language());
            if (!checked.isRight()) {
                return MENDABLE;
            }
            Words aloud =
                    Reading.aloud(checked.expr(), desk.workspace().definitions().glossary());
            if (checked.type() == Type.BOOLEAN) {
                tell(counted(checked, aloud, lexicon, desk, moment));
            } else {
                tell(valued(Spread.of(checked, lexicon, desk, moment), aloud, moment));
            }
        }
        return 0;
    }

    private Counted counted(Checked condition, Words aloud, Lexicon lexicon, Desk desk, Moment moment) {
        Count count = Count.of(condition, lexicon, desk, moment, null, false);
        RoaringBitmap members = Count.fulfilling(condition, lexicon, desk, moment, null);
        Customers customers = desk.workspace().store().customers();
        List<String> first = members.stream()
                .limit(Math.max(0, limit))
                .mapToObj(number -> customers.name(number))
                .toList();
        return new Counted(aloud, moment.date().toString(), count.customers(), count.of(), count.share(), first);
    }

    private static Valued valued(Spread spread, Words aloud, Moment moment) {
        return new Valued(
                aloud,
                moment.date().toString(),
                spread.type().name().toLowerCase(java.util.Locale.ROOT),
                spread.known(),
                spread.of(),
                shown(spread.type(), spread.min(), moment.clock()),
                shown(spread.type(), spread.median(), moment.clock()),
                shown(spread.type(), spread.max(), moment.clock()));
    }

    /// A quantity with its unit: durations in days, lengths in kilometres, instants local.
    static @Nullable String shown(Type type, @Nullable BigDecimal value, LocalClock clock) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case DATE -> LocalDate.ofEpochDay(value.longValue()).toString();
            case INSTANT ->
                LocalClock.instant(value.longValue())
                        .atZone(clock.zone())
                        .toLocalDateTime()
                        .toString();
            case DURATION -> plain(value.divide(MICROS_A_DAY, DIGITS, RoundingMode.HALF_EVEN)) + " days";
            case LENGTH -> plain(value.divide(METRES_A_KM, DIGITS, RoundingMode.HALF_EVEN)) + " km";
            case BOOLEAN, NUMBER, MONEY, DAYS, TEXT, PLACE, LIST, WEEKDAY, UNKNOWN -> plain(value);
        };
    }

    private static String plain(BigDecimal value) {
        BigDecimal rounded = value.setScale(DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }

    private void tell(Counted counted) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(counted));
            return;
        }
        String form = new Words(
                        "%,d of %,d customers (%.1f %%), as of %s: %s%n",
                        "%2$,d 位客户中有 %1$,d 位（%3$.1f %%），截至 %4$s：%5$s%n")
                .in(Main.language());
        out.printf(
                form,
                counted.customers(),
                counted.of(),
                counted.share() * 100,
                counted.asOf(),
                counted.aloud().in(Main.language()));
        counted.first().forEach(out::println);
        if (counted.customers() > counted.first().size()) {
            out.println(new Words("(more; see --limit)", "（还有更多，见 --limit）").in(Main.language()));
        }
    }

    private void tell(Valued valued) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(valued));
            return;
        }
        String form = new Words(
                        "%,d of %,d customers have a value, as of %s: %s%n", "%2$,d 位客户中有 %1$,d 位有值，截至 %3$s：%4$s%n")
                .in(Main.language());
        out.printf(
                form, valued.known(), valued.of(), valued.asOf(), valued.aloud().in(Main.language()));
        if (valued.min() != null) {
            out.println(new Words("lowest  ", "最小值  ").in(Main.language()) + valued.min());
            out.println(new Words("median  ", "中位数  ").in(Main.language()) + valued.median());
            out.println(new Words("highest ", "最大值  ").in(Main.language()) + valued.max());
        }
    }
}
