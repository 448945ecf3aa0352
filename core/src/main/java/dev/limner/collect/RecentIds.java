package dev.limner.collect;

/// A set of 128-bit ids, by open addressing; 16 bytes an id at a load of at most two thirds. (0, 0) is never in.
final class RecentIds {
    private long[] high = new long[1 << 10];
    private long[] low = new long[1 << 10];
    private int size;

    /// Adds an id and says whether it was not there.
    boolean add(long idHigh, long idLow) {
        if (size * 3L >= high.length * 2L) {
            grow();
        }
        int place = place(idHigh, idLow);
        if (high[place] == idHigh && low[place] == idLow) {
            return false;
        }
        high[place] = idHigh;
        low[place] = idLow;
        size++;
        return true;
    }

    boolean contains(long idHigh, long idLow) {
        int place = place(idHigh, idLow);
        return high[place] == idHigh && low[place] == idLow && (idHigh != 0 || idLow != 0);
    }

    /// Where the id stands, or the free place where it would; ids are fingerprints, whose bits are spread already.
    private int place(long idHigh, long idLow) {
        int mask = high.length - 1;
        int place = (int) (idHigh ^ idLow) & mask;
        while ((high[place] != 0 || low[place] != 0) && (high[place] != idHigh || low[place] != idLow)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        high = new long[oldHigh.length * 2];
        low = new long[high.length];
        size = 0;
        for (int i = 0; i < oldHigh.length; i++) {
            if (oldHigh[i] != 0 || oldLow[i] != 0) {
                add(oldHigh[i], oldLow[i]);
            }
        }
    }
}
