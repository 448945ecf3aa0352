package dev.limner.source;

import dev.limner.work.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the events of one load into a store: all of them become visible together in [#finish], or none
/// ever does.
public interface EventSink extends AutoCloseable {
    /// Takes a batch; the caller may fill it again afterwards.
    void append(EventBatch batch);

    /// Takes rows that were set aside.
    void setAside(List<QuarantinedRow> rows);

    /// Derives events from groups, finds what an earlier load had brought already, and makes the load
    /// visible.
    LoadReport finish(Tally tally, List<Mapping.Derivation> derivations, Work work);

    /// Gives the load up where it was not finished: the store is as before.
    @Override
    void close();

    /// A row that was set aside: where it stands, why, and its fields as they stood.
    ///
    /// @param part the file among several; null where there is one
    record QuarantinedRow(
            @Nullable String part, long line, String reason, long idHigh, long idLow, List<String> fields) {}
}
