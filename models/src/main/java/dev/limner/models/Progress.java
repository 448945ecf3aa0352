package dev.limner.models;

import java.util.concurrent.CancellationException;

/// The ear of whoever waits for a fit: hears how far it is and may end it.
@FunctionalInterface
public interface Progress {
    /// Nobody listens, nobody ends it.
    Progress SILENT = share -> true;

    /// Hears that `share` (0 to 1) of the work is done; answers whether to go on.
    boolean goesOn(double share);

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
        return share -> goesOn(from + (to - from) * share);
    }
}
