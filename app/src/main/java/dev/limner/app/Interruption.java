package dev.limner.app;

import dev.limner.work.Work;

/// Ctrl-C cancels the work and waits until the store is closed, instead of ending the program in its midst.
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 20_000;

    private final Thread hook;
    private volatile boolean done;

    Interruption(Work work) {
        Thread worker = Thread.currentThread();
        hook = Thread.ofPlatform().unstarted(() -> {
            if (!done) {
                work.cancel();
                try {
                    worker.join(PATIENCE_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        done = true;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the program is ending, which is what the hook waits for
        }
    }
}
