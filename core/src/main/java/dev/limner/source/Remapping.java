package dev.limner.source;

import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.source.EventSink.QuarantinedRow;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Maps rows again that an earlier load has set aside; each keeps its id.
public final class Remapping {
    private final Mapping mapping;
    private final TrackingPlan plan;
    private final Customers customers;
    private final Path folder;
    private final Rows.Format format;

    /// @param folder which the paths of joined files start from
    /// @param format how joined files are read
    public Remapping(Mapping mapping, TrackingPlan plan, Customers customers, Path folder, Rows.Format format) {
        this.mapping = mapping;
        this.plan = plan;
        this.customers = customers;
        this.folder = folder;
        this.format = format;
    }

    /// Puts rows of one load into `sink`: those that pass as events, the others with today's reason.
    public void run(Origin origin, List<QuarantinedRow> rows, EventSink sink, Work work) {
        List<Rows.Row> raw = rows.stream().map(row -> raw(origin, row)).toList();
        Path file = Path.of(origin.file());
        Rows.Format held =
                (path, how) -> path.equals(file) ? new HeldRows(origin.ownColumns(), raw) : format.open(path, how);
        Tally tally = new Tally();
        try (Rows joined = new Joins(held, mapping.join(), folder).open(file, origin.format())) {
            RowMapper mapper = new RowMapper(mapping, origin.file(), joined.columns(), plan, customers, tally);
            EventBatch batch = new EventBatch(plan);
            List<QuarantinedRow> aside = new ArrayList<>();
            for (QuarantinedRow row : rows) {
                Rows.Row next = joined.next();
                QuarantinedRow again = next == null ? row : mapper.map(next, batch);
                if (again == null) {
                    batch.idHigh[batch.size() - 1] = row.idHigh();
                    batch.idLow[batch.size() - 1] = row.idLow();
                } else {
                    aside.add(new QuarantinedRow(
                            row.part(), row.line(), again.reason(), row.idHigh(), row.idLow(), again.fields()));
                }
                if (batch.isFull() || aside.size() == EventBatch.ROOM) {
                    flush(batch, aside, sink, work);
                }
            }
            flush(batch, aside, sink, work);
        }
    }

    private static void flush(EventBatch batch, List<QuarantinedRow> aside, EventSink sink, Work work) {
        sink.append(batch);
        sink.setAside(List.copyOf(aside));
        work.advance(batch.size() + aside.size());
        batch.clear();
        aside.clear();
    }

    /// The row as the file had it, without what was joined.
    private static Rows.Row raw(Origin origin, QuarantinedRow row) {
        List<String> fields = row.fields();
        boolean whole = fields.size() == origin.columns().size()
                && !Reasons.isBroken(row.reason())
                && !row.reason().equals(Reasons.WRONG_NUMBER_OF_FIELDS);
        List<String> own = whole ? fields.subList(0, origin.ownColumns().size()) : fields;
        String broken = Reasons.isBroken(row.reason()) ? row.reason() : null;
        return new Rows.Row(row.part(), row.line(), own, own, broken);
    }

    /// Rows in memory.
    private static final class HeldRows implements Rows {
        private final List<String> columns;
        private final List<Row> rows;
        private int place;

        HeldRows(List<String> columns, List<Row> rows) {
            this.columns = columns;
            this.rows = rows;
        }

        @Override
        public List<String> columns() {
            return columns;
        }

        @Override
        public @Nullable Row next() {
            return place == rows.size() ? null : rows.get(place++);
        }

        @Override
        public long bytesRead() {
            return place;
        }

        @Override
        public long bytesInAll() {
            return rows.size();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
