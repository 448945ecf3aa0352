package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.portrait.Moment;
import dev.limner.predict.Affinity;
import dev.limner.predict.Facet;
import dev.limner.predict.ModelCard;
import dev.limner.predict.NeedState;
import dev.limner.predict.Prediction;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Predictions;
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

/// What gauges and prospects say as of a past moment is what they would have said then: the whole simulated shop
/// against one whose files end at that moment.
@Tag("slow")
class SimulatedLeakTest {
    private static final int CUSTOMERS = 600;
    private static final String THEN = "2025-08-01";
    private static final List<String> GAUGES =
            List.of("next_order", "price_sensitivity", "discount_depth", "engagement", "messages_week");

    @TempDir
    private Path folder = Path.of("");

    /// Leaves out rows of that date and later.
    private static void cut(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                Path whole = Files.move(file, data.resolveSibling(file.getFileName() + ".whole"));
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(whole)), StandardCharsets.UTF_8));
                        BufferedWriter out = new BufferedWriter(new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
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

    private static String affinity(Desk desk, Facet facet) {
        return switch (desk.prospects().affinity(facet, desk.moment(THEN))) {
            case Affinity.Outcome.Fitted(Affinity fitted) -> fitted.written() + fitted.card();
            case Affinity.Outcome.Refused(var refusal) -> refusal.code();
        };
    }

    private static String needs(Desk desk) {
        return switch (desk.prospects().needs(desk.moment(THEN))) {
            case NeedState.Outcome.Fitted(NeedState fitted) -> fitted.written() + fitted.card();
            case NeedState.Outcome.Refused(var refusal) -> refusal.code();
        };
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
                Moment moment = then.moment(THEN);
                Predictions.Fit trained =
                        then.predictions().fit(model, moment, new Work()).fit();
                Predictions.Fit later = now.predictions()
                        .fit(model, now.moment(THEN), new Work())
                        .fit();
                ModelCard card = Objects.requireNonNull(trained.card(), model);
                ModelCard again = Objects.requireNonNull(later.card(), model);
                assertThat(again.judged()).as(model).isEqualTo(card.judged());
                assertThat(again.origin().data()).as(model).isEqualTo(card.origin().data());
                assertThat(again.origin().options()).as(model).isEqualTo(card.origin().options());
                assertThat(scores(now, model)).as(model).isEqualTo(scores(then, model)).isNotEmpty();
            }
            for (Facet facet : Facet.values()) {
                assertThat(affinity(now, facet)).isEqualTo(affinity(then, facet));
            }
            assertThat(needs(now)).isEqualTo(needs(then));
            String anybody = scores(then, "next_order").keySet().stream().sorted().toList().get(17);
            assertThat(now.prospects().outlook(now.customer(anybody), now.moment(THEN)))
                    .isEqualTo(then.prospects().outlook(then.customer(anybody), then.moment(THEN)));
            assertThat(now.prospects().needs(now.customer(anybody), now.moment(THEN)))
                    .isEqualTo(then.prospects().needs(then.customer(anybody), then.moment(THEN)));
        }
    }
}
