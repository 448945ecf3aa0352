package dev.limner.app;

import dev.limner.portrait.Column;
import dev.limner.portrait.Money;
import dev.limner.portrait.People;
import dev.limner.problem.Words;
import dev.limner.source.LoadReport;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The figures that the demo is known by, each computed anew.
///
/// @param lines rows read
/// @param validLines of those, sales with a known customer
/// @param customers who ordered at least once
/// @param revenue of known customers, in the workspace's currency
/// @param seconds by stage
/// @param peakMemoryMb of the whole process, as the operating system counts it; the Java heap alone where
/// it does not
/// tell
record Headline(
        long lines,
        long validLines,
        long customers,
        long invoices,
        String revenue,
        Map<String, Long> quarantined,
        Map<String, Long> rfmClasses,
        Map<String, Long> lifecycle,
        Map<String, Double> seconds,
        long peakMemoryMb) {
    private static final Words PAINTING = new Words("painting portraits", "生成画像");

    /// Imports what was not imported yet, computes all portraits as of now, and tells.
    static Headline of(Desk desk, Work work) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        long start = System.nanoTime();
        if (!isImported(desk)) {
            desk.fill(Workbench.rows(), work);
        }
        seconds.put("import", since(start));
        long imported = System.nanoTime();
        work.stage(PAINTING, 0);
        People people = desk.people(desk.moment(null));
        desk.publish(people);
        seconds.put("portraits", since(imported));
        seconds.put("total", since(start));
        return of(desk.workspace().store().loads(), people, seconds);
    }

    /// Whether every source has had a load; where a first import was cut short, some have not.
    private static boolean isImported(Desk desk) {
        List<String> loaded = desk.workspace().store().loads().stream()
                .map(LoadReport::source)
                .toList();
        return loaded.containsAll(desk.workspace().definitions().imported());
    }

    private static Headline of(List<LoadReport> loads, People people, Map<String, Double> seconds) {
        Column orders = people.column("orders");
        Column spend = people.column("spend");
        long[] sums = new long[3];
        for (int customer : people.customers()) {
            if (orders.positive(customer)) {
                sums[0]++;
                sums[1] += orders.value(customer);
                sums[2] += spend.value(customer);
            }
        }
        Map<String, Long> quarantined = new LinkedHashMap<>();
        long lines = 0;
        long valid = 0;
        for (LoadReport load : loads) {
            lines += load.rows() - load.duplicates();
            for (LoadReport.Count count : load.kept()) {
                valid += count.name().equals("purchase") ? count.count() - count.anonymous() : 0;
            }
            load.quarantined().forEach(count -> quarantined.merge(count.name(), count.count(), Long::sum));
        }
        return new Headline(
                lines,
                valid,
                sums[0],
                sums[1],
                Money.text(sums[2]),
                quarantined,
                sizes(people, "rfm_class"),
                sizes(people, "lifecycle"),
                seconds,
                peakMemory());
    }

    private static Map<String, Long> sizes(People people, String tag) {
        Column column = people.column(tag);
        Map<String, Long> sizes = new LinkedHashMap<>();
        column.tag().values().forEach(value -> sizes.put(value.id(), 0L));
        for (int customer : people.customers()) {
            String value = column.text(customer);
            if (value != null) {
                sizes.merge(value, 1L, Long::sum);
            }
        }
        return sizes;
    }

    private static double since(long nanos) {
        return Math.round((System.nanoTime() - nanos) / 1e7) / 100.0;
    }

    private static long peakMemory() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException e) {
            // not every system tells; the heap is what is left to tell
        }
        return Runtime.getRuntime().totalMemory() >> 20;
    }

    void print(PrintWriter out, String language) {
        boolean chinese = language.startsWith("zh");
        out.printf(chinese ? "读取明细 %,d 行，有效 %,d 行%n" : "%,d lines read, %,d of them valid sales%n", lines, validLines);
        out.printf(
                chinese ? "客户 %,d 位，订单 %,d 笔，收入 %s%n" : "%,d customers, %,d invoices, revenue %s%n",
                customers,
                invoices,
                revenue);
        quarantined.forEach((reason, count) -> out.printf("  %-24s %,10d%n", reason, count));
        rfmClasses.forEach((id, count) -> out.printf("  %-24s %,10d%n", id, count));
        lifecycle.forEach((id, count) -> out.printf("  %-24s %,10d%n", id, count));
        out.printf("%s s, %,d MB%n", seconds.get("total"), peakMemoryMb);
    }
}
