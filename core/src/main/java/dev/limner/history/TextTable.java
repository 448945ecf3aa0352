package dev.limner.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The texts of hot histories and their codes: 0, 1, 2, ... in the order of first sight, for as long as the process runs.
///
/// One thread adds; many may read.
public final class TextTable {
    private final Map<String, Long> codes = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /// The code of a text, a new one where it was never seen.
    public synchronized long code(String text) {
        Long known = codes.get(text);
        if (known == null) {
            known = (long) texts.size();
            codes.put(text, known);
            texts.add(text);
        }
        return known;
    }

    public synchronized String text(long code) {
        return texts.get((int) code);
    }

    /// How many texts there are.
    public synchronized int size() {
        return texts.size();
    }
}
