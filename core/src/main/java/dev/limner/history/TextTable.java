package dev.limner.history;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The texts of hot histories and their codes: 0, 1, 2, ... in the order of first sight, for as long as the
/// process runs.
///
/// Any thread may add, and read without waiting.
public final class TextTable {
    private final Map<String, Long> codes = new HashMap<>();
    private int size;
    /// Replaced with each text, so that who sees a code sees its text.
    private volatile String[] texts = new String[64];

    /// The code of a text, a new one where it was never seen.
    public synchronized long code(String text) {
        Long known = codes.get(text);
        if (known != null) {
            return known;
        }
        String[] all = size < texts.length ? texts : Arrays.copyOf(texts, size * 2);
        all[size] = text;
        texts = all;
        codes.put(text, (long) size);
        return size++;
    }

    public String text(long code) {
        return texts[(int) code];
    }

    /// How many texts there are.
    public synchronized int size() {
        return size;
    }

    /// Writes them in the order of their codes, for [#read].
    public void write(DataOutput out) throws IOException {
        String[] all = texts;
        int count = size();
        out.writeInt(count);
        for (int code = 0; code < count; code++) {
            SavedText.write(all[code], out);
        }
    }

    /// Gives texts that were written the codes that they had; this table must be empty.
    public void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            code(SavedText.read(in));
        }
    }
}
