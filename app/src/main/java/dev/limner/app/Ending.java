package dev.limner.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a program that is asked to end close first what it holds: the first thing that it opens, and so the last that
/// it closes.
final class Ending implements AutoCloseable {
    /// How long closing may take: what is in memory is kept for the next start.
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /// Waits until the program is asked to end.
    void await() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            asked.countDown();
            try {
                // the thread that closes may itself be about to end the program, which never returns meanwhile
                closed.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        asked.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
