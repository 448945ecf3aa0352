package dev.limner.source;

import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.identity.Customers;
import dev.limner.problem.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a mapping would make of the first rows of its file; nothing is stored.
///
/// @param rows how many rows were tried
/// @param kept how many became events, by type
/// @param quarantined how many would be set aside, by reason
/// @param shown the first of them, as they would come in
/// @param aside the first of those that would be set aside
public record Trial(
        long rows, Map<String, Long> kept, Map<String, Long> quarantined, List<Shown> shown, List<Aside> aside) {
    /// A row that becomes an event.
    ///
    /// @param customer the identifier; null where nobody is known
    /// @param rest what no property takes, as JSON
    public record Shown(
            long line,
            String type,
            @Nullable String customer,
            Instant at,
            Map<String, String> values,
            @Nullable String rest) {}

    /// A row that would be set aside.
    public record Aside(@Nullable String part, long line, String reason, Words title, List<String> fields) {}

    /// Tries `most` rows at the most and shows the first `shown` of each kind.
    ///
    /// @throws dev.limner.problem.UserProblem where the mapping does not fit the file or the plan
    public static Trial of(Mapping mapping, TrackingPlan plan, String file, Rows rows, int most, int shown) {
        Customers customers = new Customers();
        Tally tally = new Tally();
        RowMapper mapper = new RowMapper(mapping, file, rows.columns(), plan, customers, tally);
        EventBatch batch = new EventBatch(plan);
        Map<String, Long> kept = new TreeMap<>();
        Map<String, Long> quarantined = new TreeMap<>();
        List<Shown> events = new ArrayList<>();
        List<Aside> aside = new ArrayList<>();
        while (tally.rows() < most) {
            Rows.Row row = rows.next();
            if (row == null) {
                break;
            }
            batch.clear();
            EventSink.QuarantinedRow set = mapper.map(row, batch);
            if (set == null) {
                kept.merge(batch.types[0].name(), 1L, Long::sum);
                if (events.size() < shown) {
                    events.add(shown(row, batch, customers));
                }
            } else {
                quarantined.merge(set.reason(), 1L, Long::sum);
                if (aside.size() < shown) {
                    aside.add(new Aside(
                            set.part(), set.line(), set.reason(), Reasons.title(mapping, set.reason()), set.fields()));
                }
            }
        }
        return new Trial(tally.rows(), kept, quarantined, events, aside);
    }

    private static Shown shown(Rows.Row row, EventBatch batch, Customers customers) {
        int customer = batch.customers[0];
        return new Shown(
                row.line(),
                batch.types[0].name(),
                customer == EventBatch.ANONYMOUS
                        ? null
                        : customers.identifier(customer).value(),
                LocalClock.instant(batch.at[0]),
                batch.values(0),
                batch.rest[0]);
    }
}
