package dev.limner.collect;

import dev.limner.collect.Journal.Record;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// The files of a journal, byte by byte.
final class JournalFile {
    /// The length and the checksum of a record.
    static final int HEADER = 2 * Integer.BYTES;

    private static final String SUFFIX = ".journal";
    private static final int LONGEST = 256 << 20;
    private static final byte[] NONE = {};

    private JournalFile() {}

    /// The files of a folder by the position at which each begins.
    static NavigableMap<Long, Path> all(Path folder) throws IOException {
        NavigableMap<Long, Path> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                inside.filter(path -> path.toString().endsWith(SUFFIX)).forEach(path -> {
                    String name = path.getFileName().toString();
                    files.put(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), path);
                });
            }
        }
        return files;
    }

    /// Deletes what crashes left half written.
    static void deleteTorn(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path torn :
                    inside.filter(path -> path.toString().endsWith(".torn")).toList()) {
                Files.delete(torn);
            }
        }
    }

    /// A new file that begins at a position; its name is durable too. One of that name holds nothing durable.
    static FileChannel create(Path folder, long start) throws IOException {
        Path path = folder.resolve("%019d%s".formatted(start, SUFFIX));
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
        return file;
    }

    static void put(ByteBuffer into, byte[] bytes) {
        into.putInt(bytes.length).putInt(checksum(bytes)).put(bytes);
    }

    private static int checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    /// Tells the whole records of a file from a place within it on and up to another; returns where the
    /// last ends.
    static long read(Path path, long from, long until, Consumer<Record> each) throws IOException {
        long reached = from;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16))) {
            in.skipNBytes(from);
            while (reached < until) {
                int length = in.readInt();
                int checksum = in.readInt();
                // a record is never empty, so that zeros are none
                byte[] bytes = length <= 0 || length > LONGEST ? NONE : in.readNBytes(length);
                if (bytes.length == 0 || bytes.length < length || checksum(bytes) != checksum) {
                    return reached;
                }
                reached += HEADER + length;
                each.accept(new Record(reached, bytes));
            }
            return reached;
        } catch (EOFException _) {
            return reached;
        }
    }

    /// Cuts a file where its last whole record ends; what stood behind goes to a file of its own beside it.
    static void setAside(Path path, long whole) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (file.size() > whole) {
                Path torn = path.resolveSibling(path.getFileName() + ".torn");
                try (FileChannel rest = FileChannel.open(
                        torn,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
                    file.transferTo(whole, file.size() - whole, rest);
                    rest.force(true);
                }
                file.truncate(whole);
                file.force(true);
            }
        }
    }
}
