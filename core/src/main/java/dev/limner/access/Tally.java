package dev.limner.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What programs read, counted: thousands of portraits a second are one line a minute and deed in the record,
/// not thousands.
final class Tally {
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<Deed, Integer> counts = new LinkedHashMap<>();
    private Instant begun;

    private record Deed(
            String who, Right right, String deed, @Nullable String workspace) {}

    Tally(Clock clock) {
        this.clock = clock;
        this.begun = clock.instant();
    }

    /// Counts a deed; gives what was counted before it, where a minute is over.
    synchronized List<AuditEntry> add(String who, Right right, String deed, @Nullable String workspace) {
        List<AuditEntry> over = clock.instant().isBefore(begun.plus(SPAN)) ? List.of() : end();
        counts.merge(new Deed(who, right, deed, workspace), 1, Integer::sum);
        return over;
    }

    /// Gives what was counted so far, and begins anew.
    synchronized List<AuditEntry> end() {
        List<AuditEntry> entries = new ArrayList<>();
        counts.forEach((deed, times) -> entries.add(new AuditEntry(
                begun, deed.who(), deed.right(), deed.deed(), deed.workspace(), null, AuditEntry.Outcome.DONE, times)));
        counts.clear();
        begun = clock.instant();
        return entries;
    }
}
