package dev.limner.engine.duckdb;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Who stands in a lake file, in ascending order, and at which row each one's events begin; mapped into memory.
final class MirrorCustomers {
    private static final int HEADER = MirrorColumn.HEADER;

    private final MemorySegment file;
    private final int size;

    private MirrorCustomers(MemorySegment file, int size) {
        this.file = file;
        this.size = size;
    }

    static @Nullable MirrorCustomers open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() < HEADER) {
                return null;
            }
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            int size = file.get(MirrorColumn.INT, 8);
            boolean whole = file.get(MirrorColumn.LONG, 0) == MirrorColumn.MAGIC
                    && file.byteSize() == HEADER + 8L * size + Integer.BYTES;
            return whole ? new MirrorCustomers(file, size) : null;
        }
    }

    /// How many customers there are.
    int size() {
        return size;
    }

    /// How many rows the file has.
    int rows() {
        return firstRow(size);
    }

    int customer(int place) {
        return file.get(MirrorColumn.INT, HEADER + 4L * place);
    }

    /// The first row of the customer at a place; of the place after the last, how many rows there are.
    int firstRow(int place) {
        return file.get(MirrorColumn.INT, HEADER + 4L * size + 4L * place);
    }

    /// The place of the first customer that is not below `customer`.
    int from(int customer) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (customer(middle) < customer) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The customer who has the row at a share of all rows, 0 to 1.
    int atShare(double share) {
        int row = (int) (share * firstRow(size));
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstRow(middle) > row) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return customer(low);
    }
}
