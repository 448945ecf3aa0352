package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.Arrivals;
import dev.limner.engine.duckdb.OutboxLog;
import dev.limner.engine.duckdb.SqlConsole;
import dev.limner.engine.duckdb.StayLog;
import dev.limner.history.LocalClock;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.InForce;
import dev.limner.membership.Crossing;
import dev.limner.membership.Stay;
import dev.limner.segment.MembershipStudy;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/// A server that is killed, wherever it stands, loses nothing that it acknowledged, keeps nothing twice, and calls as
/// one that nobody disturbed.
class KilledServerTest {
    private static final List<String> SEGMENTS = List.of("tempted", "carrying", "big", "paused");

    /// Calls that were refused come again after five seconds; the last of them may have waited for a start.
    private static final Duration QUIET = Duration.ofSeconds(8);

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Tag("slow")
    void aServerThatIsKilledAFewTimesLosesNothing() throws Exception {
        killed(4, new Ledger(4, 60, Duration.ofMillis(60)), new Ledger(4, 60, Duration.ZERO));
    }

    @Test
    @Tag("shared-data")
    void aServerThatIsKilledTwentyFourTimesLosesNothing() throws Exception {
        killed(24, new Ledger(8, 200, Duration.ofMillis(120)), new Ledger(8, 200, Duration.ZERO));
    }

    private void killed(int kills, Ledger ledger, Ledger calm) throws Exception {
        try (HookReceiver disturbedHooks = new HookReceiver();
                HookReceiver calmHooks = new HookReceiver()) {
            Path undisturbed = LiveShop.write(Files.createDirectories(folder.resolve("calm")), calmHooks.port());
            run(undisturbed, calm, calmHooks, 0);
            Path disturbed = LiveShop.write(Files.createDirectories(folder.resolve("killed")), disturbedHooks.port());
            run(disturbed, ledger, disturbedHooks, kills);
            assertThat(ledger.sentAgain()).as("batches that were sent again").isPositive();
            holds(undisturbed, calm, calmHooks);
            holds(disturbed, ledger, disturbedHooks);
            assertThat(disturbedHooks.said()).isEqualTo(calmHooks.said());
        }
    }

    /// Sends everything while the server is killed so often, once while it starts in four; then stops it gently.
    private static void run(Path workspace, Ledger ledger, HookReceiver hooks, int kills) throws Exception {
        Random random = new Random(7);
        ServingChild child = ServingChild.start(workspace);
        try {
            ledger.at(child.port());
            CompletableFuture<Boolean> sending = CompletableFuture.supplyAsync(() -> {
                try {
                    ledger.run();
                    return true;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            for (int kill = 0; kill < kills; kill++) {
                boolean starting = kill % 4 == 3;
                if (starting) {
                    Thread.sleep(random.nextInt(2_500));
                } else {
                    ledger.at(child.port());
                    double until = 0.9 * (kill + 1) / kills;
                    while (ledger.share() < until && !sending.isDone()) {
                        Thread.sleep(5);
                    }
                    Thread.sleep(random.nextInt(60));
                }
                child.kill();
                child = ServingChild.start(workspace);
            }
            ledger.at(child.port());
            sending.get();
            hooks.awaitQuiet(QUIET);
            child.stop();
        } finally {
            child.close();
        }
    }

    private static void holds(Path workspace, Ledger ledger, HookReceiver hooks) throws IOException {
        try (Desk desk = Workbench.open(workspace)) {
            Workspace shop = desk.workspace();
            List<String> stored = new SqlConsole(shop.store())
                    .query("SELECT number FROM events ORDER BY number", 1_000_000).rows().stream()
                            .map(row -> Objects.requireNonNull(row.getFirst()))
                            .toList();
            assertThat(stored).as("what was acknowledged, each once").isEqualTo(ledger.acknowledged());
            members(shop);
            OutboxLog outbox = new OutboxLog(shop.store());
            assertThat(outbox.waiting()).as("calls that wait").isEmpty();
            assertThat(outbox.since(Instant.EPOCH).stream()
                            .map(entry -> entry.intent().id().toString())
                            .sorted()
                            .toList())
                    .doesNotHaveDuplicates()
                    .isEqualTo(hooks.ids());
            assertThat(hooks.said().stream()
                            .filter(said -> !said.startsWith("remind"))
                            .toList())
                    .isEqualTo(ledger.cartCalls());
        }
    }

    /// Who is in by the log of stays is who is in by the store; and it never had to be mended.
    private static void members(Workspace shop) {
        Instant clock = Objects.requireNonNull(new Arrivals(shop.store()).clock());
        Compiler compiler = new Compiler(shop.definitions().lexicon());
        SEGMENTS.forEach(id -> compiler.condition(shop.definitions().lexicon().segment(id)));
        MembershipStudy study =
                new MembershipStudy(compiler.plan(), InForce.NONE, LocalClock.micros(clock), Scope.Mode.AS_KNOWN);
        MembershipStudy.Members found =
                shop.engine().run(study, new Scope(clock, Scope.Mode.AS_KNOWN, null, null), new Work());
        RoaringBitmap everybody = shop.store().customers().all();
        StayLog log = new StayLog(shop.store());
        for (int i = 0; i < SEGMENTS.size(); i++) {
            List<Stay> stays = log.ofSegment(SEGMENTS.get(i), false);
            RoaringBitmap open = new RoaringBitmap();
            stays.stream().filter(stay -> stay.left() == null).forEach(stay -> open.add(stay.customer()));
            assertThat(open).as(SEGMENTS.get(i)).isEqualTo(study.members(found, i, everybody));
            assertThat(stays)
                    .as("nobody crossed by a repair")
                    .noneMatch(stay -> stay.entered().cause() == Crossing.Cause.EDIT
                            || (stay.left() != null && stay.left().cause() == Crossing.Cause.EDIT));
        }
    }
}
