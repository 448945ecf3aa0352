package dev.limner.app;

import dev.limner.work.Work;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/// Draws a piece of work on one line of the terminal, some times a second: stage, bar, share, rate and time
/// left. Where
/// the output
/// is no terminal it draws nothing.
final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 28;
    private static final long MILLIS = 120;

    private final Work work;
    private final PrintWriter out;
    private final Thread painter;
    private volatile boolean open = true;

    ProgressBar(Work work, PrintWriter out) {
        this.work = work;
        this.out = out;
        this.painter = Thread.ofVirtual().unstarted(this::paint);
        if (isTerminal()) {
            painter.start();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // its contract still allows null
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private void paint() {
        try {
            while (open) {
                out.print("\r\u001b[2K" + line(work.snapshot(), Main.language()));
                out.flush();
                Thread.sleep(MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.print("\r\u001b[2K");
        out.flush();
    }

    /// One line, such as `reading rows  ████████░░░░  62 %  4.1 M/s  3 s left`.
    static String line(Work.Snapshot now, String language) {
        String stage = now.stage().in(language);
        if (now.total() <= 0) {
            return stage + " ...";
        }
        double share = Math.min(1, (double) now.done() / now.total());
        int full = (int) Math.round(share * WIDTH);
        String bar = "█".repeat(full) + "░".repeat(WIDTH - full);
        String left = now.secondsLeft() < 0 ? "" : "  " + Math.round(Math.ceil(now.secondsLeft())) + " s";
        return "%s  %s  %3.0f %%  %s/s%s".formatted(stage, bar, share * 100, brief(now.rate()), left);
    }

    private static String brief(double rate) {
        if (rate >= 1e6) {
            return String.format(Locale.ROOT, "%.1f M", rate / 1e6);
        }
        return rate >= 1e3
                ? String.format(Locale.ROOT, "%.0f k", rate / 1e3)
                : String.format(Locale.ROOT, "%.0f", rate);
    }

    @Override
    public void close() {
        open = false;
        painter.interrupt();
        try {
            painter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
