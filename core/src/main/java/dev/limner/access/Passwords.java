package dev.limner.access;

import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes of passwords by argon2id (RFC 9106), written in PHC form, so that stronger parameters can follow
/// later.
///
/// The parameters are those that OWASP's cheat sheet on password storage names: 19 MiB, two passes, one lane.
final class Passwords {
    /// In characters.
    static final int SHORTEST = 12;

    static final int LONGEST = 200;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([\\w+/-]+)\\$([\\w+/-]+)");

    private final SecureRandom random;
    /// So that many who knock at once do not take all memory.
    private final Semaphore atOnce = new Semaphore(2);
    /// Compared with where nobody has the name, so that it takes as long as where somebody has.
    private final String nobody;

    Passwords(SecureRandom random) {
        this.random = random;
        this.nobody = hash(Secret.random(random));
    }

    /// The hash of a new password.
    ///
    /// @throws UserProblem where it is too short or too long
    String checkedHash(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw UserProblem.of(
                    Code.WEAK_PASSWORD,
                    Integer.toString(length),
                    Integer.toString(SHORTEST),
                    Integer.toString(LONGEST));
        }
        return hash(password);
    }

    private String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(argon2(password, salt, MEMORY_KIB, PASSES, 1, HASH_BYTES));
    }

    /// Whether a password is the one of a hash; a hash that is none fits no password, and takes as long.
    boolean fits(String password, String hash) {
        boolean isOne = PHC.matcher(hash).matches();
        boolean fits = compare(password, isOne ? hash : nobody);
        return fits && isOne;
    }

    private boolean compare(String password, String hash) {
        Matcher parts = PHC.matcher(hash);
        if (!parts.matches() || password.length() > 4 * LONGEST) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] found = argon2(
                password,
                Base64.getDecoder().decode(parts.group(4)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, found);
    }

    private byte[] argon2(String password, byte[] salt, int memory, int passes, int lanes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        byte[] found = new byte[length];
        atOnce.acquireUninterruptibly();
        try {
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memory)
                    .withIterations(passes)
                    .withParallelism(lanes)
                    .withSalt(salt)
                    .build());
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), found);
        } finally {
            atOnce.release();
        }
        return found;
    }
}
