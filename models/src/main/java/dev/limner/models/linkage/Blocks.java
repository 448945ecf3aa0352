package dev.limner.models.linkage;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The rows of [Records] put together by what they have in some key columns.
final class Blocks {
    private final long[] sorted;
    private final int[] starts;

    private Blocks(long[] sorted, int[] starts) {
        this.sorted = sorted;
        this.starts = starts;
    }

    /// Blocks of two rows or more by those of `keys` (by key the codes by row) that the bits of `mask` name;
    /// a row that misses one of them is in none. Rows of different values may meet in one block, seldom.
    static Blocks of(int[][] keys, int mask) {
        int rows = keys[0].length;
        long[] sorted = new long[rows];
        int size = 0;
        for (int row = 0; row < rows; row++) {
            int hash = hash(keys, mask, row);
            if (hash != 0) {
                sorted[size++] = ((long) hash << 32) | row;
            }
        }
        long[] used = Arrays.copyOf(sorted, size);
        Arrays.parallelSort(used);
        int[] starts = IntStream.rangeClosed(0, size)
                .filter(i -> i == 0 || i == used.length || used[i] >> 32 != used[i - 1] >> 32)
                .toArray();
        return new Blocks(used, starts);
    }

    /// What a row has in the keys of `mask`, in one number; 0 where it misses one.
    static int hash(int[][] keys, int mask, int row) {
        long hash = mask;
        for (int bits = mask; bits != 0; bits &= bits - 1) {
            int code = keys[Integer.numberOfTrailingZeros(bits)][row];
            if (code < 0) {
                return 0;
            }
            hash = (hash ^ code) * 0x9e37_79b9_7f4a_7c15L;
            hash ^= hash >>> 29;
        }
        int folded = (int) (hash >>> 32);
        return folded == 0 ? 1 : folded;
    }

    /// How many blocks there are.
    int count() {
        return Math.max(0, starts.length - 1);
    }

    /// Where block `block` begins; it ends where the next one begins.
    int start(int block) {
        return starts[block];
    }

    /// How many rows are in block `block`.
    int size(int block) {
        return starts[block + 1] - starts[block];
    }

    /// The row at `place`.
    int row(int place) {
        return (int) sorted[place];
    }

    /// How many pairs the blocks of at most `largest` rows hold.
    long pairs(int largest) {
        long pairs = 0;
        for (int block = 0; block < count(); block++) {
            long size = size(block);
            pairs += size <= largest ? size * (size - 1) / 2 : 0;
        }
        return pairs;
    }

    /// How many rows the largest block has.
    int largest() {
        int largest = 0;
        for (int block = 0; block < count(); block++) {
            largest = Math.max(largest, size(block));
        }
        return largest;
    }
}
