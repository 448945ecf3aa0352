package dev.limner.collect;

import org.jspecify.annotations.Nullable;

/// Where deliveries go in.
public interface Intake {
    /// The source that has this write key; null where none has.
    @Nullable
    String source(String key);

    /// Takes a delivery; durable once this returns. Waits for the disk, together with others.
    ///
    /// @throws Overloaded where more waits already than can be worked off soon; nothing was taken
    void take(Delivery delivery) throws Overloaded;

    /// Notes a delivery that belongs to no source or could not even be unpacked; so many are kept, then only counted.
    ///
    /// @param reason a short name, such as `unknown_key`
    void refuse(Delivery delivery, String reason);

    /// That more waits already than can be worked off soon, or that the disk is nearly full.
    final class Overloaded extends Exception {
        private static final long serialVersionUID = 1;

        /// After how many seconds it is worth trying again.
        public final int retryAfterSeconds;

        public Overloaded(int retryAfterSeconds) {
            super("try again in " + retryAfterSeconds + " s");
            this.retryAfterSeconds = retryAfterSeconds;
        }
    }
}
