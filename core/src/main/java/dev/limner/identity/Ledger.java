package dev.limner.identity;

import dev.limner.problem.UserProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All entries of an identity log, the earliest first, and what follows from them.
public record Ledger(List<Entry> entries) {
    public static final Ledger EMPTY = new Ledger(List.of());

    public Ledger {
        entries = List.copyOf(entries);
    }

    /// The same and one entry more.
    public Ledger and(Entry entry) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return new Ledger(more);
    }

    /// The number of the last entry, 0 where there is none.
    public int last() {
        return entries.isEmpty() ? 0 : entries.getLast().number();
    }

    public @Nullable Entry entry(int number) {
        return entries.stream()
                .filter(entry -> entry.number() == number)
                .findFirst()
                .orElse(null);
    }

    /// The entry of that number.
    ///
    /// @throws UserProblem where there is none
    public Entry required(int number) {
        Entry entry = entry(number);
        if (entry == null) {
            throw UserProblem.of(UserProblem.Code.UNKNOWN_ENTRY, Integer.toString(number), Integer.toString(last()));
        }
        return entry;
    }

    /// The policy in force.
    public Policy policy() {
        return inForce(Instant.MAX).reversed().stream()
                .map(Entry::act)
                .filter(Entry.Applied.class::isInstance)
                .map(act -> ((Entry.Applied) act).policy())
                .findFirst()
                .orElse(Policy.OPEN);
    }

    /// The decisions that were in force at an instant, the earliest first.
    public List<Decision> decisions(Instant known) {
        return inForce(known).stream()
                .map(Entry::act)
                .filter(Entry.Decided.class::isInstance)
                .map(act -> ((Entry.Decided) act).decision())
                .toList();
    }

    /// What was held for likely and somebody took back.
    public List<Decision.Likely> takenBack() {
        Set<Entry> counting = new HashSet<>(inForce(Instant.MAX));
        List<Decision.Likely> back = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.act() instanceof Entry.Decided(Decision.Likely likely) && !counting.contains(entry)) {
                back.add(likely);
            }
        }
        return back;
    }

    /// Whether an entry counts today.
    public boolean counts(Entry entry) {
        return inForce(Instant.MAX).contains(entry);
    }

    private List<Entry> inForce(Instant known) {
        Set<Integer> undone = new HashSet<>();
        List<Entry> counting = new ArrayList<>();
        for (Entry entry : entries.reversed()) {
            if (!undone.contains(entry.number()) && !entry.known().isAfter(known)) {
                counting.add(entry);
                if (entry.act() instanceof Entry.Undone(int number)) {
                    undone.add(number);
                }
            }
        }
        return counting.reversed();
    }
}
