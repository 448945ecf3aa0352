package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.engine.duckdb.Shop.Line;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

class MirrorTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 120 * 86_400;
    private static final List<String> TEXTS = List.of("tea", "茶", "", "a b", "𝄞", "mug");
    private static final List<String> NAMES =
            List.of("amount", "item", "weight", "seen", "gift", "day", "marks", "count");

    @TempDir
    private Path folder = Path.of("");

    private static Instant moment(Random random) {
        return FIRST.plusSeconds(random.nextInt(SECONDS));
    }

    private static Line line(Random random, int number) {
        Instant at =
                random.nextBoolean() ? moment(random) : moment(random).plusNanos(1_000L * random.nextInt(1_000_000));
        Map<String, Object> values = new HashMap<>();
        NAMES.stream().filter(_ -> random.nextInt(4) > 0).forEach(name -> values.put(name, value(random, name)));
        values.put("item", TEXTS.get(random.nextInt(TEXTS.size())) + (random.nextInt(5) == 0 ? number : ""));
        Instant known = random.nextInt(3) == 0 ? at.plusSeconds(random.nextInt(9_000_000)) : at;
        return new Line(
                "c" + random.nextInt(40),
                random.nextInt(3) == 0 ? "back" : "sold",
                at.toString(),
                known.toString(),
                values);
    }

    private static Object value(Random random, String name) {
        return switch (name) {
            case "amount" -> 10_000L * (random.nextInt(2_000) - 1_000);
            case "weight" -> Double.doubleToLongBits(random.nextGaussian() * 1e6);
            case "seen" -> moment(random).toEpochMilli() * 1_000 + random.nextInt(3);
            case "gift" -> (long) random.nextInt(2);
            case "day" -> (long) random.nextInt(40_000) - 20_000;
            case "count" ->
                switch (random.nextInt(6)) {
                    case 0 -> Long.MAX_VALUE;
                    case 1 -> Long.MIN_VALUE + 1;
                    default -> random.nextLong();
                };
            default -> TEXTS.get(random.nextInt(TEXTS.size()));
        };
    }

    private static Scope scope(Random random) {
        Scope scope = new Scope(
                moment(random).plusSeconds(5_000_000),
                random.nextBoolean() ? Scope.Mode.AS_KNOWN : Scope.Mode.AS_CORRECTED,
                random.nextInt(3) == 0 ? moment(random) : null,
                null);
        return random.nextInt(3) == 0 ? scope.within(RoaringBitmap.bitmapOf(0, 3, 4, 17)) : scope;
    }

    private static Telling telling(Random random, TrackingPlan plan) {
        List<EventType> types = plan.types().stream()
                .filter(type -> random.nextInt(4) > 0 || type.ordinal() == 0)
                .toList();
        List<Property> properties = Stream.concat(
                        plan.properties().stream(), Stream.of(plan.known(), plan.zone(), plan.source(), plan.id()))
                .filter(_ -> random.nextInt(3) > 0)
                .toList();
        return new Telling(types, plan.types(), properties);
    }

    private static Map<Integer, List<String>> run(Shop shop, Telling telling, Scope scope, boolean mirrored) {
        return new DuckDbEngine(shop.store(), 2, mirrored ? 0 : Long.MAX_VALUE).run(telling, scope, new Work());
    }

    private List<Path> arrays() {
        Path mirror = folder.resolve("mirror");
        if (!Files.isDirectory(mirror)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(mirror)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Answers of a store that never has a mirror, beside those of one that always has.
    @Test
    void historiesAreTheSameFromTheLakeAndFromItsMirror() {
        Random random = new Random(11);
        try (Shop plain = new Shop(folder.resolve("plain"), NAMES);
                Shop shop = new Shop(folder, NAMES)) {
            for (int stage = 0; stage < 5; stage++) {
                if (stage % 2 == 0) {
                    int from = 300 * stage;
                    List<Line> lines = IntStream.range(from, from + 300)
                            .mapToObj(number -> line(random, number))
                            .toList();
                    plain.load("till " + stage, lines);
                    shop.load("till " + stage, lines);
                } else {
                    plain.compact();
                    shop.compact();
                }
                for (int round = 0; round < 60; round++) {
                    Telling telling = telling(random, shop.store().plan());
                    Scope scope = scope(random);
                    assertThat(run(shop, telling, scope, true))
                            .as("stage %d, %s", stage, scope)
                            .isEqualTo(run(plain, telling, scope, false));
                }
                assertThat(arrays().isEmpty()).isEqualTo(stage == 0);
            }
        }
    }

    @Test
    void arraysAreFoundAgainMadeAnewWhereTheyAreBrokenAndGoWithTheirFile() throws IOException {
        Random random = new Random(12);
        List<Line> lines =
                IntStream.range(0, 200).mapToObj(number -> line(random, number)).toList();
        Scope scope = Scope.asOf(FIRST.plusSeconds(SECONDS));
        Map<Integer, List<String>> expected;
        List<Path> first;
        try (Shop shop = new Shop(folder, NAMES)) {
            Telling telling = new Telling(
                    shop.store().plan().types(),
                    shop.store().plan().types(),
                    shop.store().plan().properties());
            shop.load("till", lines);
            shop.compact();
            expected = run(shop, telling, scope, false);
            assertThat(run(shop, telling, scope, true)).isEqualTo(expected);
            first = arrays();
        }
        for (Path broken : first.subList(0, 8)) {
            try (FileChannel channel = FileChannel.open(broken, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
            }
        }
        try (Shop shop = new Shop(folder, NAMES)) {
            Telling telling = new Telling(
                    shop.store().plan().types(),
                    shop.store().plan().types(),
                    shop.store().plan().properties());
            assertThat(run(shop, telling, scope, true)).isEqualTo(expected);
            assertThat(arrays()).isEqualTo(first);
            shop.load("till again", List.of(Line.sold("c0", "2026-01-05T00:00:00Z", "tea")));
            shop.compact();
            assertThat(arrays())
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(first.stream()
                            .filter(path -> path.toString().contains("2026-01"))
                            .toList());
            assertThat(run(shop, telling, scope, true)).isEqualTo(run(shop, telling, scope, false));
        }
    }

    @Test
    void aColumnWithTooManyDifferentTextsIsReadFromTheLake() {
        try (Shop shop = new Shop(folder, NAMES)) {
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                lines.add(Line.sold("c" + i % 5, FIRST.plusSeconds(i).toString(), "item " + i));
            }
            shop.load("till", lines);
            shop.compact();
            Store store = shop.store();
            List<LakeFile> files = store.with(connection -> store.lake().files(connection));
            Mirror mirror = new Mirror(folder.resolve("other"), store.files(), 1, 49);
            Needs amounts = new Needs(store.plan().types(), List.of(shop.property("amount")));
            Mirror.Wanting without = new Mirror.Wanting(amounts, true, false);
            Mirror.Wanting with = new Mirror.Wanting(amounts.and(shop.property("item")), true, true);
            assertThat(mirror.sheets(files, with, true, new Work())).isEmpty();
            assertThat(mirror.sheets(files, without, true, new Work())).hasSize(1);
            Mirror larger = new Mirror(folder.resolve("larger"), store.files(), 1, 50);
            assertThat(larger.sheets(files, with, true, new Work())).hasSize(1);
        }
    }
}
