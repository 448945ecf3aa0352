package dev.limner.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// What one process has measured: names and figures, and the answers that others are compared with.
final class Stopwatch {
    /// What the name of a figure of processor time ends with.
    static final String CPU = " cpu";

    /// After so many runs most of what runs often is compiled.
    private static final int WARM_UPS = 6;

    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Map<String, String> answers = new LinkedHashMap<>();

    /// The figures and answers of one process, as they travel to the one that reports.
    record Readings(Map<String, Double> figures, Map<String, String> answers) {}

    void note(String name, double figure) {
        figures.put(name, figure);
    }

    /// Runs `work` once; notes its seconds, and those of all processors together as `<name> cpu`.
    void once(String name, Callable<?> work) throws Exception {
        long cpu = cpuNanos();
        long start = System.nanoTime();
        work.call();
        note(name, (System.nanoTime() - start) / 1e9);
        note(name + CPU, (cpuNanos() - cpu) / 1e9);
    }

    /// Runs `question` some times to warm up and then so many times; notes the medians as [#once] and keeps
    /// the answer.
    void median(String name, int times, Callable<String> question) throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            answers.put(name, question.call());
        }
        double[] seconds = new double[times];
        double[] cpuSeconds = new double[times];
        for (int i = 0; i < times; i++) {
            long cpu = cpuNanos();
            long start = System.nanoTime();
            question.call();
            seconds[i] = (System.nanoTime() - start) / 1e9;
            cpuSeconds[i] = (cpuNanos() - cpu) / 1e9;
        }
        note(name, median(seconds));
        note(name + CPU, median(cpuSeconds));
    }

    Readings readings() {
        return new Readings(figures, answers);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
