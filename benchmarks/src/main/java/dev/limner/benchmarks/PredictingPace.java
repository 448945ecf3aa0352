package dev.limner.benchmarks;

import dev.limner.engine.duckdb.Store;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Predictions;
import dev.limner.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/// What it takes to fit and judge all ready models, to score everybody, and to say all scores of one customer.
///
/// `--events` (1000000,3000000,10000000), a customer for every hundred; `--folder`, `--heap` of each process,
/// `--asked` (2,000) customers that are scored one by one. Each measurement runs in a JVM of its own.
final class PredictingPace {
    private final Flags flags;
    private final Path folder;
    private final Stopwatch stopwatch = new Stopwatch();
    private final Store.Limits limits =
            new Store.Limits(768, Runtime.getRuntime().availableProcessors());

    private PredictingPace(Flags flags) {
        this.flags = flags;
        folder = Path.of(flags.text("folder", "predicted"));
    }

    public static void main(String[] arguments) throws Exception {
        Flags flags = Flags.of(arguments);
        PredictingPace pace = new PredictingPace(flags);
        switch (flags.text("do", "")) {
            case "fit" -> pace.fit();
            default -> pace.all();
        }
    }

    private void all() throws Exception {
        for (String events : flags.text("events", "1000000,3000000,10000000").split(",", -1)) {
            Path of = folder.resolve(events);
            long count = Long.parseLong(events);
            if (!Files.exists(of.resolve("store/limner.duckdb"))) {
                EventGenerator.write("predicted", of, count, (int) (count / 100), limits);
            }
            System.out.println(events + " events: "
                    + JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(Children.run(PredictingPace.class, flags, of, "fit")
                                    .figures()));
        }
    }

    private void fit() throws Exception {
        try (Workspace workspace = Workspace.open(folder, limits);
                Desk desk = new Desk(workspace, Clock.systemUTC())) {
            Predictions predictions = desk.predictions();
            List<String> models = List.copyOf(predictions.models().keySet());
            stopwatch.once("fit all", () -> {
                Map<String, Predictions.Certificate> fitted = predictions.fitAll(models, desk.moment(null), new Work());
                stopwatch.note("models with a card", (double) fitted.values().stream()
                        .filter(each -> each.fit().card() != null)
                        .count());
                return fitted;
            });
            stopwatch.once("score everybody", () -> {
                models.forEach(model -> predictions.scores(model, desk.moment(null), new Work()));
                return models;
            });
            one(predictions, desk);
            stopwatch.note("customers", workspace.store().customers().size());
            stopwatch.note("peakMb", Child.peakMb());
        }
        System.out.println(JsonMapper.shared().writeValueAsString(stopwatch.readings()));
    }

    /// All scores of one customer, with reasons; the first half warms up.
    private void one(Predictions predictions, Desk desk) {
        int asked = (int) flags.number("asked", 2_000);
        double[] seconds = new double[asked];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = -asked; i < asked; i++) {
            int customer = random.nextInt(desk.workspace().store().customers().size());
            long start = System.nanoTime();
            predictions.of(customer, desk.moment(null));
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - start) / 1e9;
            }
        }
        Arrays.sort(seconds);
        stopwatch.note("one customer, p50 ms", seconds[asked / 2] * 1e3);
        stopwatch.note("one customer, p99 ms", seconds[asked * 99 / 100] * 1e3);
    }
}
