package dev.limner.models;

import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// The ear of whoever waits for a fit: hears how far it is, may end it, and may say what time it is.
@FunctionalInterface
public interface Progress {
    /// Nobody listens, nobody ends it.
    Progress SILENT = share -> true;

    /// Hears that `share` (0 to 1) of the work is done; answers whether to go on.
    boolean goesOn(double share);

    /// The time that the fit is to be dated with; null where it is of no interest.
    default @Nullable Instant moment() {
        return null;
    }

    /// Reports `share`, called by a fit between its steps.
    ///
    /// @throws CancellationException where the listener asks to stop
    default void report(double share) {
        if (!goesOn(share)) {
            throw new CancellationException("stopped at " + Math.round(100 * share) + " %");
        }
    }

    /// This ear for a part of the work that begins at share `from` of the whole and ends at share `to`.
    default Progress part(double from, double to) {
        Progress whole = this;
        return new Progress() {
            @Override
            public boolean goesOn(double share) {
                return whole.goesOn(from + (to - from) * share);
            }

            @Override
            public @Nullable Instant moment() {
                return whole.moment();
            }
        };
    }

    /// This ear at `moment`, which the [Provenance] of the model will bear.
    default Progress at(Instant moment) {
        Progress ear = this;
        return new Progress() {
            @Override
            public boolean goesOn(double share) {
                return ear.goesOn(share);
            }

            @Override
            public Instant moment() {
                return moment;
            }
        };
    }
}
