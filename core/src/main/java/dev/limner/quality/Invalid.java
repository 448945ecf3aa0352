package dev.limner.quality;

import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import dev.limner.source.clean.Cleaning;
import dev.limner.source.clean.Cleaning.Otherwise;
import dev.limner.source.clean.Mending;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many values of a property could not be right, by the reports of all loads.
///
/// @param within those that stand in events all the same: kept though impossible, or held suspect
/// @param out those that stand in none: left out, or their rows were set aside
public record Invalid(long within, long out) {
    private static final String BAD_VALUE = "bad_value:";
    static final Invalid NONE = new Invalid(0, 0);

    private Invalid and(Invalid other) {
        return new Invalid(within + other.within, out + other.out);
    }

    /// By the name of the property, or of the column where no property reads it. A load that brought nothing
    /// but rows that were known is not counted again.
    static Map<String, Invalid> of(Mapping mapping, List<LoadReport> loads) {
        Map<String, Invalid> all = new HashMap<>();
        for (LoadReport load : loads) {
            if (load.duplicates() == 0 || load.duplicates() < load.rows()) {
                for (LoadReport.Count count : load.quarantined()) {
                    if (count.name().startsWith(BAD_VALUE)) {
                        String column = count.name().substring(BAD_VALUE.length());
                        add(all, mapping, column, new Invalid(0, count.count()));
                    }
                }
                load.mended().forEach(count -> mended(all, mapping, count));
            }
        }
        return all;
    }

    private static void mended(Map<String, Invalid> all, Mapping mapping, LoadReport.Count count) {
        int colon = count.name().lastIndexOf(':');
        if (colon < 0) {
            return;
        }
        String rule = count.name().substring(0, colon);
        for (Cleaning cleaning : mapping.clean()) {
            if (cleaning.rule().equals(rule)) {
                String column = cleaning.into() == null ? cleaning.column() : cleaning.into();
                add(all, mapping, column, of(count.count(), cleaning.orElse() == Otherwise.KEEP));
            }
        }
        for (Mending mending : mapping.mend()) {
            if (mending.rule().equals(rule) && mending.identity() != null) {
                add(all, mapping, mending.identity(), of(count.count(), mending.suspect() != Otherwise.MISSING));
            }
        }
    }

    private static Invalid of(long count, boolean stays) {
        return stays ? new Invalid(count, 0) : new Invalid(0, count);
    }

    private static void add(Map<String, Invalid> all, Mapping mapping, String column, Invalid invalid) {
        all.merge(property(mapping, column), invalid, Invalid::and);
    }

    /// The property that a rule reads from the column; the column's own name where none does.
    private static String property(Mapping mapping, String column) {
        for (Mapping.Rule rule : mapping.rules()) {
            if (rule.properties() != null) {
                for (Map.Entry<String, Mapping.Value> entry : rule.properties().entrySet()) {
                    if (column.equals(entry.getValue().column())) {
                        return entry.getKey();
                    }
                }
            }
        }
        return column;
    }
}
