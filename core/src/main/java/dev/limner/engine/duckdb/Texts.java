package dev.limner.engine.duckdb;

import dev.limner.history.History;
import dev.limner.problem.InternalProblem;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.duckdb.DuckDBReadableVector;

/// The texts that one run of a study met, by their codes: 63 bits of the store's hash, so that a text is
/// fetched once
/// and not
/// once an event. Among a million texts any two share a code with a chance of 1 in 18 million.
final class Texts {
    private final ConcurrentMap<Long, String> texts = new ConcurrentHashMap<>();
    private final Mirror mirror;
    private final Collection<Sheet> sheets;

    /// The texts of a run that reads these sheets, and whatever else by queries.
    Texts(Mirror mirror, Collection<Sheet> sheets) {
        this.mirror = mirror;
        this.sheets = List.copyOf(sheets);
    }

    String text(long code) {
        String text = texts.get(code);
        if (text == null) {
            text = mirror.text(code, sheets);
        }
        if (text == null) {
            throw new InternalProblem("no text has the code " + code);
        }
        return text;
    }

    Reader reader() {
        return new Reader();
    }

    /// One thread's view, with the codes that it has met already in an open-addressing set.
    final class Reader {
        private long[] met = new long[1024];
        private int size;

        /// Fetches the text of a code that was never met from the row of `source` that holds it.
        void read(long code, DuckDBReadableVector source, int row) {
            if (code != History.MISSING && !seen(code)) {
                texts.putIfAbsent(code, source.getString(row));
            }
        }

        private boolean seen(long code) {
            long key = code + 1; // 0 stands for an empty place; codes are not negative
            int mask = met.length - 1;
            int place = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
            while (met[place] != 0) {
                if (met[place] == key) {
                    return true;
                }
                place = (place + 1) & mask;
            }
            met[place] = key;
            size++;
            if (size * 2 > met.length) {
                grow();
            }
            return false;
        }

        private void grow() {
            long[] old = met;
            met = new long[old.length * 2];
            size = 0;
            for (long key : old) {
                if (key != 0) {
                    seen(key - 1);
                }
            }
        }
    }
}
