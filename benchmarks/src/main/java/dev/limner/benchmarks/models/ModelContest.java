package dev.limner.benchmarks.models;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/// The models library beside its alternatives: for each task, size and side a JVM of its own, one run to warm
/// up, then the median of `--times` runs, in processor seconds of all cores together.
///
/// Flags: `--only=k-means,ease`, `--large=true` for the sizes of the aims, `--times=3`, `--heap=1500m`,
/// `--data=shared/data` where the itemsets are counted on Online Retail.
public final class ModelContest {
    private ModelContest() {}

    private static List<Contest> contests(Path data) {
        return List.of(
                new KMeansContest(),
                new DbscanContest(),
                new BoostingContest(),
                new ShapContest(),
                new ItemsetContest(data),
                new EaseContest(),
                new LifetimeContest());
    }

    public static void main(String[] arguments) throws Exception {
        Arguments flags = Arguments.of(arguments);
        Path data = Path.of(flags.text("data", "../shared/data"));
        if (!flags.text("side", "").isEmpty()) {
            measure(flags, data);
            return;
        }
        List<String> only = Arrays.asList(flags.text("only", "").split(",", -1));
        boolean large = Boolean.parseBoolean(flags.text("large", "false"));
        System.out.println("| task | size | side | CPU s, first | CPU s, warm | clock s, warm | answer |");
        System.out.println("| --- | ---: | --- | ---: | ---: | ---: | --- |");
        for (Contest contest : contests(data)) {
            if (only.equals(List.of("")) || only.contains(contest.name())) {
                for (int size : contest.sizes(large)) {
                    for (String side : contest.sides(0).keySet()) {
                        if (contest.takesPart(side, size)) {
                            System.out.println(child(arguments, contest.name(), size, side));
                        }
                    }
                }
            }
        }
    }

    private static String child(String[] arguments, String contest, int size, String side)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx" + Arguments.of(arguments).text("heap", "1500m"),
                "-cp",
                System.getProperty("java.class.path"),
                ModelContest.class.getName()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--contest=" + contest, "--size=" + size, "--side=" + side));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // Threads of OpenMP that wait would otherwise spin, and be counted.
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines()
                .filter(line -> line.startsWith("| "))
                .findFirst()
                .orElse("| " + contest + " | " + size + " | " + side + " | failed | | | |");
    }

    private static void measure(Arguments flags, Path data) throws Exception {
        Contest contest = contests(data).stream()
                .filter(each -> each.name().equals(flags.text("contest", "")))
                .findFirst()
                .orElseThrow();
        int size = Integer.parseInt(flags.text("size", "0"));
        int times = Integer.parseInt(flags.text("times", "3"));
        String side = flags.text("side", "");
        Map<String, Callable<String>> sides = contest.sides(size);
        Callable<String> work = Objects.requireNonNull(sides.get(side), side);
        double[] cpu = new double[times];
        double[] clock = new double[times];
        long first = cpuNanos();
        String answer = work.call();
        double cold = (cpuNanos() - first) / 1e9;
        for (int i = 0; i < times; i++) {
            long before = cpuNanos();
            long start = System.nanoTime();
            answer = work.call();
            clock[i] = (System.nanoTime() - start) / 1e9;
            cpu[i] = (cpuNanos() - before) / 1e9;
        }
        Arrays.sort(cpu);
        Arrays.sort(clock);
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %,d %s | %s | %.2f | %.2f | %.2f | %s |",
                contest.name(),
                size,
                contest.unit(),
                side,
                cold,
                times == 0 ? Double.NaN : cpu[times / 2],
                times == 0 ? Double.NaN : clock[times / 2],
                answer));
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
