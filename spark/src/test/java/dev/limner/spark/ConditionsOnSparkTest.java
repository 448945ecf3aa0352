package dev.limner.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.history.LocalClock;
import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.language.plan.Ranking;
import dev.limner.segment.MembershipStudy;
import dev.limner.work.Work;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same definitions on a cluster and embedded: the same members, condition by condition.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConditionsOnSparkTest {
    private static final Instant AS_OF = Instant.parse("2010-12-20T12:00:00Z");

    private static final List<String> CONDITIONS = List.of(
            "any purchase",
            "no purchase in last 3 days",
            "count(purchase where kind = 'product' in last 7 days) >= 10",
            "sum(purchase.amount in this month) > 300",
            "sum(purchase.amount half-life 3 days) > 100",
            "avg(purchase.unit_price) between 1 and 3",
            "median(purchase.quantity) >= 6",
            "distinct(purchase.item in last 2 weeks) > 20",
            "top(purchase.country) = 'France'",
            "last(purchase.item_name) like '%heart%'",
            "first(purchase) < 2010-12-05 and days since last order > 4",
            "time since last order < 80 hours",
            "sequence(order then return within 5 days)",
            "count(sequence(order then order without return)) >= 1",
            "for any item: count(purchase in last 10 days) >= 2 and no return",
            "last 2 order all where total > 100",
            "median gap(order) < 4 days",
            "trend(count(order) over last 3 days) > 0",
            "percentile(spend) > 0.9",
            "lifecycle = 'new' and spend > 500",
            "in segment 'buyers' and not (in segment 'buyers' at 5 days ago)",
            "entered segment 'quiet' in last 4 days",
            "customer zone: any order in this week",
            "count(event where local hour between 12 and 13) > 5",
            "any return or sum(return.amount) > 1");

    private final DemoStore demo;
    private final SparkSession session;

    ConditionsOnSparkTest(@TempDir Path folder) throws IOException {
        demo = DemoStore.of(folder);
        session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.session.timeZone", "America/New_York")
                .getOrCreate();
    }

    @BeforeAll
    void importRows() {
        demo.importRows();
    }

    @AfterAll
    void close() {
        session.stop();
        demo.close();
    }

    @ParameterizedTest
    @EnumSource(Scope.Mode.class)
    void membersAreThoseOfTheEmbeddedEngine(Scope.Mode mode) {
        Lexicon lexicon = demo.workspace()
                .definitions()
                .lexicon()
                .with("buyers", Parser.parse("count(purchase in last 30 days) >= 5"))
                .with("quiet", Parser.parse("no order in last 6 days and any order"));
        Compiler compiler = new Compiler(lexicon);
        CONDITIONS.forEach(text -> compiler.condition(Checker.condition(Parser.parse(text), lexicon)));
        Plan plan = compiler.plan();
        MembershipStudy study = new MembershipStudy(plan, new Rankings(), LocalClock.micros(AS_OF), mode);
        Scope scope = new Scope(AS_OF, mode, null, null);

        MembershipStudy.Members embedded = demo.engine().run(study, scope, new Work());
        MembershipStudy.Members onSpark =
                new SparkEngine(session, demo.store().eventFiles(), 3).run(study, scope, new Work());

        assertThat(onSpark.met()).isEqualTo(embedded.met());
        IntStream.range(0, CONDITIONS.size())
                .forEach(i -> assertThat(onSpark.of(i)).as(CONDITIONS.get(i)).isEqualTo(embedded.of(i)));
        assertThat(IntStream.range(0, CONDITIONS.size())
                        .filter(i -> !embedded.of(i).isEmpty()
                                && embedded.of(i).getCardinality()
                                        < embedded.met().getCardinality())
                        .count())
                .as("conditions that hold for some and not for all")
                .isGreaterThan(CONDITIONS.size() * 2L / 3);
    }

    /// A ranking that goes with the study to the cluster.
    private record Rankings() implements InForce {
        @Override
        public Object parameters(String model, long micros) {
            return Ranking.of(IntStream.range(0, 100)
                    .mapToObj(i -> BigDecimal.valueOf(i * 20L))
                    .toList());
        }
    }
}
