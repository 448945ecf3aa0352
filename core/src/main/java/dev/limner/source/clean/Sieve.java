package dev.limner.source.clean;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A rule that leaves rows out, ready to run.
///
/// Rates are counted in windows of fixed length over the rows' own times, so that neither the order of rows
/// in a file nor the speed of the import matters to which window a row counts in; of a window that is too
/// full, the first `atMost` rows of the file stay.
public final class Sieve {
    private static final long MICROS = 1_000_000;

    /// Those counted in least lately are forgotten first, so that memory does not grow with the file.
    private static final int MOST_WINDOWS = 1_000_000;

    private final LeaveOut rule;
    private final int place;
    private final Set<String> whole;
    private final List<String> beginnings;
    private final List<String> parts;
    private final Map<Window, Integer> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Window, Integer> eldest) {
            return size() > MOST_WINDOWS;
        }
    };

    /// A value within one window of time.
    private record Window(String value, long number) {}

    public Sieve(LeaveOut rule, int place) {
        this.rule = rule;
        this.place = place;
        this.whole = new HashSet<>(small(rule.in()));
        this.beginnings = small(rule.startsWith());
        this.parts = small(rule.contains());
    }

    private static List<String> small(@Nullable List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }

    /// The rule's name, under which rows are set aside.
    public String name() {
        return rule.rule();
    }

    /// Whether it must be told when a row happened.
    public boolean counts() {
        return rule.atMost() != null;
    }

    /// Whether the row is to be left out; `at` is its instant in microseconds, 0 where nobody counts.
    public boolean catches(List<String> fields, long at) {
        String value = fields.get(place).strip().toLowerCase(Locale.ROOT);
        if (value.isEmpty()) {
            return false;
        }
        if (whole.contains(value)
                || beginnings.stream().anyMatch(value::startsWith)
                || parts.stream().anyMatch(value::contains)) {
            return true;
        }
        Integer most = rule.atMost();
        Integer seconds = rule.perSeconds();
        return most != null
                && seconds != null
                && counts.merge(new Window(value, Math.floorDiv(at, seconds * MICROS)), 1, Integer::sum) > most;
    }
}
