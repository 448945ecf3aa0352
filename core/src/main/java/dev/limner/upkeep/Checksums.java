package dev.limner.upkeep;

import dev.limner.problem.InternalProblem;
import dev.limner.work.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Files read once: copied, where they are, and told by their SHA-256.
final class Checksums {
    private static final int BLOCK = 1 << 18;

    private Checksums() {}

    /// Reads to the end, and writes what was read.
    static Manifest.File copy(String path, InputStream in, OutputStream out, Work work) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK];
        long bytes = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            digest.update(block, 0, read);
            out.write(block, 0, read);
            bytes += read;
            work.advance(read);
        }
        return new Manifest.File(path, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /// Reads a file alone.
    static Manifest.File of(String path, Path file, Work work) throws IOException {
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            return copy(path, in, OutputStream.nullOutputStream(), work);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new InternalProblem("every Java has SHA-256", e);
        }
    }
}
