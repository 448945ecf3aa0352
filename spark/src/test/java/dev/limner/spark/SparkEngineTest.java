package dev.limner.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.event.EventType;
import dev.limner.history.LocalClock;
import dev.limner.problem.UserProblem;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaringbitmap.RoaringBitmap;

@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SparkEngineTest {
    private static final Instant LATE = Instant.parse("2010-12-15T09:30:00Z");
    private static final Instant END = Instant.parse("2011-12-10T00:00:00Z");

    private final DemoStore demo;
    private final SparkSession session;

    SparkEngineTest(@TempDir Path folder) throws IOException {
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

    static Stream<Scope> scopes() {
        Instant early = Instant.parse("2010-12-06T12:00:00Z");
        Instant late = Instant.parse("2011-12-10T00:00:00Z");
        return Stream.of(
                new Scope(early, Scope.Mode.AS_KNOWN, null, null),
                new Scope(early, Scope.Mode.AS_CORRECTED, null, null),
                new Scope(late, Scope.Mode.AS_KNOWN, null, null),
                new Scope(late, Scope.Mode.AS_CORRECTED, null, null),
                Scope.asOf(late).since(early),
                Scope.asOf(late).within(RoaringBitmap.bitmapOf(1, 3, 17, 18, 90)));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void sumsAreThoseOfTheEmbeddedEngine(Scope scope) {
        SumStudy study = new SumStudy(demo.plan());

        SumStudy.Sums embedded = demo.engine().run(study, scope, new Work());

        assertThat(embedded.events).isPositive();
        assertThat(spark().run(study, scope, new Work())).isEqualTo(embedded);
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void textsAndTheOrderOfEventsAreThoseOfTheEmbeddedEngine(Scope scope) {
        StoryStudy study = new StoryStudy(demo.plan());

        List<String> embedded = demo.engine().run(study, scope, new Work());

        assertThat(embedded).isNotEmpty();
        assertThat(spark().run(study, scope, new Work())).isEqualTo(embedded);
    }

    @Test
    void eventsThatNeedNotBeReadChangeNoAnswer() {
        Random random = new Random(5);
        Instant first = Instant.parse("2010-12-01T00:00:00Z");
        for (int round = 0; round < 4; round++) {
            Map<EventType, Instant> since = new HashMap<>();
            for (EventType type : demo.plan().types()) {
                if (random.nextInt(4) > 0) {
                    since.put(type, first.plusSeconds(random.nextInt(30 * 86_400)));
                }
            }
            SinceStudy study = new SinceStudy(demo.plan().types(), since, true);
            SinceStudy everything = new SinceStudy(demo.plan().types(), since, false);
            Scope scope = Scope.asOf(Instant.parse("2010-12-20T12:00:00Z"));

            TreeMap<Integer, String> expected = demo.engine().run(everything, scope, new Work());

            assertThat(expected).isNotEmpty();
            assertThat(demo.engine().run(study, scope, new Work())).isEqualTo(expected);
            assertThat(spark().run(study, scope, new Work())).isEqualTo(expected);
        }
    }

    @Test
    void eventsBeforeEveryBoundAreNotRead() {
        SumStudy.Sums all = spark().run(new SumStudy(demo.plan()), Scope.asOf(END), new Work());
        SumStudy.Sums late = spark().run(new SumStudy(demo.plan()).since(LATE), Scope.asOf(END), new Work());

        assertThat(late.events).isPositive().isLessThan(all.events);
        assertThat(late)
                .isEqualTo(
                        spark().run(new SumStudy(demo.plan()), Scope.asOf(END).since(LATE), new Work()));
        assertThat(spark().run(new SumStudy(demo.plan()).since(Instant.MAX), Scope.asOf(END), new Work()).events)
                .isZero();
        assertThat(spark().run(new SumStudy(demo.plan()).since(Instant.MIN), Scope.asOf(END), new Work()))
                .isEqualTo(all);
    }

    @Test
    void factsKnownLateTellTheModesApart() {
        SumStudy study = new SumStudy(demo.plan());
        Instant between = Instant.parse("2010-12-06T12:00:00Z");

        SumStudy.Sums known = spark().run(study, new Scope(between, Scope.Mode.AS_KNOWN, null, null), new Work());
        SumStudy.Sums corrected = spark().run(study, Scope.asOf(between), new Work());

        assertThat(corrected.events).isEqualTo(known.events + DemoStore.LATE_FACTS);
    }

    @Test
    void listsAreRead() {
        List<String> stories =
                spark().run(new StoryStudy(demo.plan()), Scope.asOf(Instant.parse("2011-01-01T00:00:00Z")), new Work());

        assertThat(String.join("\n", stories)).contains("late 2 - [\"late\",\"n0\"]", "late 3 - [\"late\",\"n1\"]");
    }

    @Test
    void whatEveryEventHasIsRead() {
        List<String> stories =
                spark().run(new StoryStudy(demo.plan()), Scope.asOf(Instant.parse("2011-01-01T00:00:00Z")), new Work());

        long at = LocalClock.micros(Instant.parse("2010-12-03T12:00:00Z"));
        long known = LocalClock.micros(Instant.parse("2011-12-01T12:00:00Z"));
        assertThat(String.join("\n", stories))
                .contains(at + " purchase " + known + " late 2 ")
                .containsPattern("purchase .* Europe/London online-retail\\n")
                .containsPattern("late 2 .* UTC by hand\\n");
    }

    @Test
    void filesThatDoNotTellEverythingAreRefused(@TempDir Path folder) throws IOException {
        try (DemoStore fresh = DemoStore.of(folder)) {
            fresh.addLateFacts();

            assertThatThrownBy(() -> fresh.store().eventFiles())
                    .isInstanceOfSatisfying(
                            UserProblem.class,
                            problem -> assertThat(problem.code()).isEqualTo(UserProblem.Code.NOT_COMPACTED));
        }
    }

    private Engine spark() {
        return new SparkEngine(session, demo.store().eventFiles(), 3);
    }
}
