package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.predict.Affinity;
import dev.limner.predict.Facet;
import dev.limner.predict.ModelCard;
import dev.limner.predict.NeedState;
import dev.limner.predict.Prediction;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What gauges and prospects say as of a past moment is what they would have said then: the whole simulated
/// shop against one whose files end at that moment.
@Tag("slow")
class SimulatedLeakTest {
    private static final int CUSTOMERS = 600;
    private static final String THEN = "2025-11-01";
    private static final List<String> GAUGES =
            List.of("next_order", "price_sensitivity", "discount_depth", "engagement");

    @TempDir
    private Path folder = Path.of("");

    /// Leaves out rows of that date and later.
    private static void cut(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                boolean zipped = file.toString().endsWith(".gz");
                Path whole = Files.move(file, data.resolveSibling(file.getFileName() + ".whole"));
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                                zipped ? new GZIPInputStream(Files.newInputStream(whole)) : Files.newInputStream(whole),
                                StandardCharsets.UTF_8));
                        BufferedWriter out = new BufferedWriter(new OutputStreamWriter(
                                zipped
                                        ? new GZIPOutputStream(Files.newOutputStream(file))
                                        : Files.newOutputStream(file),
                                StandardCharsets.UTF_8))) {
                    String header = lines.readLine();
                    int time = List.of(header.split(",")).indexOf("time");
                    out.write(header + "\n");
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        String[] fields = line.split(",", -1);
                        if (fields.length > time && fields[time].compareTo(THEN) < 0) {
                            out.write(line + "\n");
                        }
                    }
                }
                Files.delete(whole);
            }
        }
    }

    private static Map<String, Double> scores(Desk desk, String model) {
        List<Prediction> scores = desk.predictions().scores(model, desk.moment(THEN), new Work());
        return Objects.requireNonNull(scores, model).stream()
                .collect(Collectors.toMap(
                        each -> desk.workspace().store().customers().name(each.customer()), Prediction::score));
    }

    private static ModelCard card(Desk desk, String model) {
        return Objects.requireNonNull(
                desk.predictions()
                        .fit(model, desk.moment(THEN), new Work())
                        .fit()
                        .card(),
                model);
    }

    private static Affinity affinity(Desk desk, Facet facet) {
        return ((Affinity.Outcome.Fitted) desk.prospects().affinity(facet, desk.moment(THEN))).affinity();
    }

    private static NeedState needs(Desk desk) {
        return ((NeedState.Outcome.Fitted) desk.prospects().needs(desk.moment(THEN))).needs();
    }

    /// Customers are numbered in another order where files end before, so sums round differently, and other
    /// rows are drawn for intervals.
    private static void assertSame(Object one, Object other, String what) {
        assertThat(one)
                .as(what)
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Math.abs(a - b) <= 1e-4 * Math.max(1, Math.abs(a)), Double.class)
                .ignoringFieldsMatchingRegexes("(.*\\.)?(low|high)")
                .isEqualTo(other);
    }

    @Test
    void gaugesAndProspectsAsOfAPastMomentAreThoseOfThatMoment() throws IOException {
        Path cut = Example.simulated(folder.resolve("then"), CUSTOMERS);
        cut(cut.resolve("data"));
        try (Desk now = Workbench.open(Example.simulated(folder.resolve("now"), CUSTOMERS));
                Desk then = Workbench.open(cut)) {
            Example.fill(now);
            Example.fill(then);
            for (String model : GAUGES) {
                assertSame(card(now, model).judged(), card(then, model).judged(), model);
                assertSame(scores(now, model), scores(then, model), model);
                assertThat(scores(then, model)).as(model).isNotEmpty();
            }
            List<String> some = scores(then, "next_order").keySet().stream()
                    .sorted()
                    .limit(5)
                    .toList();
            for (Facet facet : Facet.values()) {
                assertSame(affinity(now, facet).card(), affinity(then, facet).card(), facet.name());
                some.forEach(card -> assertSame(
                        now.prospects().affinity(facet, now.customer(card), now.moment(THEN)),
                        then.prospects().affinity(facet, then.customer(card), then.moment(THEN)),
                        card));
            }
            assertSame(needs(now).card(), needs(then).card(), "needs");
            for (String card : some) {
                assertSame(
                        now.prospects().needs(now.customer(card), now.moment(THEN)),
                        then.prospects().needs(then.customer(card), then.moment(THEN)),
                        card);
                assertSame(
                        Objects.requireNonNull(now.prospects()
                                .outlook(now.customer(card), now.moment(THEN))
                                .outlook()),
                        Objects.requireNonNull(then.prospects()
                                .outlook(then.customer(card), then.moment(THEN))
                                .outlook()),
                        card);
            }
        }
    }
}
