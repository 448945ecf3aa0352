package dev.limner.source;

import dev.limner.history.LocalClock;
import dev.limner.source.clean.Cleaner;
import dev.limner.source.clean.Cleaning;
import dev.limner.source.clean.Finding;
import dev.limner.source.clean.Mender;
import dev.limner.source.clean.Mending;
import dev.limner.source.clean.Sieve;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// What a mapping does to a row before its rules read it, with columns resolved to places: cleans fields,
/// leaves machines and test users out, mends values from other evidence; in this order.
final class RowCleaning {
    /// What is counted apart under a cleaning's name: values that could not be, left out or kept as they were.
    static final String MISSING = ":missing";

    static final String KEPT = ":kept";
    static final String SUSPECT = ":suspect";

    private final List<Wipe> wipes = new ArrayList<>();
    private final List<Sieve> sieves = new ArrayList<>();
    private final List<Mend> mends = new ArrayList<>();
    private final ZoneId zone;
    private final Tally tally;
    private final int added;

    /// @param to where the result goes
    /// @param from what fills an empty field; -1 where a constant or nothing does
    private record Wipe(Cleaning rule, Cleaner cleaner, int place, int to, int from) {}

    private record Mend(Mending rule, Mender mender) {}

    /// Tells when a row happened, from its cleaned fields, in microseconds.
    interface At {
        long micros(List<String> fields) throws BadValue;
    }

    /// A row after cleaning; its own fields come first, then the columns that cleanings make.
    ///
    /// @param aside the rule that sets the row aside; null where it stays
    /// @param raw the fields that were changed, as they stood, by column
    record Cleaned(List<String> fields, @Nullable String aside, Map<String, String> raw, List<Finding> findings) {}

    /// `place` resolves a column's name, those of [#columns] included.
    RowCleaning(Mapping mapping, ToIntFunction<String> place, Tally tally) {
        for (Cleaning rule : mapping.clean()) {
            int here = place.applyAsInt(rule.column());
            int to = rule.into() == null ? here : place.applyAsInt(rule.into());
            int from = rule.from() == null ? -1 : place.applyAsInt(rule.from());
            wipes.add(new Wipe(rule, Cleaner.of(rule), here, to, from));
        }
        mapping.leaveOut().forEach(rule -> sieves.add(new Sieve(rule, place.applyAsInt(rule.column()))));
        mapping.mend().forEach(rule -> mends.add(new Mend(rule, new Mender(rule, place))));
        added = columns(mapping).size();
        zone = ZoneId.of(mapping.zone());
        this.tally = tally;
    }

    /// The columns that cleanings add to those of the file.
    static List<String> columns(Mapping mapping) {
        List<String> names = new ArrayList<>();
        for (Cleaning rule : mapping.clean()) {
            if (rule.into() != null && !names.contains(rule.into())) {
                names.add(rule.into());
            }
        }
        return names;
    }

    /// @throws BadValue where a value is impossible and its rule wants such rows in quarantine
    Cleaned apply(List<String> row, At at) throws BadValue {
        List<String> fields = new ArrayList<>(row);
        for (int i = 0; i < added; i++) {
            fields.add("");
        }
        Map<String, String> raw = new LinkedHashMap<>();
        for (Wipe wipe : wipes) {
            wipe(wipe, fields, raw);
        }
        for (Sieve sieve : sieves) {
            if (sieve.catches(fields, sieve.counts() ? at.micros(fields) : 0)) {
                return new Cleaned(fields, sieve.name(), raw, List.of());
            }
        }
        List<Finding> findings = new ArrayList<>();
        if (!mends.isEmpty()) {
            LocalDate day = LocalClock.instant(at.micros(fields)).atZone(zone).toLocalDate();
            for (Mend mend : mends) {
                if (!mend(mend, fields, day, raw, findings)) {
                    return new Cleaned(fields, mend.rule().rule(), raw, findings);
                }
            }
        }
        return new Cleaned(fields, null, raw, findings);
    }

    private void wipe(Wipe wipe, List<String> fields, Map<String, String> raw) throws BadValue {
        String before = fields.get(wipe.place());
        boolean possible = true;
        String after;
        if (before.isEmpty()) {
            if (wipe.rule().action() != Cleaning.Action.FILL) {
                return;
            }
            after = filled(wipe, fields);
        } else {
            String cleaned = wipe.cleaner().cleaned(before);
            possible = cleaned != null;
            after = cleaned == null ? impossible(wipe.rule(), before) : cleaned;
        }
        if (!after.equals(fields.get(wipe.to()))) {
            if (wipe.rule().into() == null) {
                raw.putIfAbsent(wipe.rule().column(), before);
            }
            if (possible) {
                tally.mended(wipe.rule().rule());
            }
            fields.set(wipe.to(), after);
        }
    }

    /// What stands in place of a value that cannot be.
    private String impossible(Cleaning rule, String before) throws BadValue {
        return switch (rule.orElse()) {
            case QUARANTINE -> throw new BadValue(rule.column());
            case MISSING -> {
                tally.mended(rule.rule() + MISSING);
                yield "";
            }
            case KEEP -> {
                tally.mended(rule.rule() + KEPT);
                yield before;
            }
        };
    }

    private static String filled(Wipe wipe, List<String> fields) {
        String value = wipe.rule().value();
        return value == null ? fields.get(wipe.from()) : value;
    }

    private boolean mend(
            Mend mend, List<String> fields, LocalDate day, Map<String, String> raw, List<Finding> findings) {
        Map<String, String> before = new HashMap<>();
        List<String> old = List.copyOf(fields);
        List<Finding> found = mend.mender().mend(fields, day);
        if (found == null) {
            return false;
        }
        for (Finding finding : found) {
            tally.mended(finding.suspect() == null ? finding.rule() : finding.rule() + SUSPECT);
            before.put(finding.column(), old.get(mend.mender().place(finding.column())));
        }
        before.forEach(raw::putIfAbsent);
        findings.addAll(found);
        return true;
    }
}
