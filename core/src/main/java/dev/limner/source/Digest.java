package dev.limner.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// The 128-bit fingerprint of a row: the first half of SHA-256 over the source and the row's fields as they
/// stand.
///
/// It is the event's id, so that a second import of the same rows finds every one of them again. Equal rows
/// of one load
/// are
/// told apart when the load ends (see `Loading`).
final class Digest {
    private static final byte FIELD_END = 0x1f;

    private final MessageDigest sha;
    private final byte[] source;
    private long high;
    private long low;

    Digest(String source) {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
        this.source = source.getBytes(StandardCharsets.UTF_8);
    }

    void of(List<String> fields) {
        sha.update(source);
        for (String field : fields) {
            sha.update(FIELD_END);
            sha.update(field.getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer digest = ByteBuffer.wrap(sha.digest());
        high = digest.getLong();
        low = digest.getLong();
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }
}
