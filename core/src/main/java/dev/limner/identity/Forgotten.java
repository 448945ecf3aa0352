package dev.limner.identity;

import dev.limner.identity.Customers.Identifier;
import dev.limner.problem.InternalProblem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The identifiers of people who were erased, each as a keyed hash (HMAC-SHA256) of its kind and value
/// alone, with the instant until which what is told of it must not come back.
///
/// Not safe for several threads; [Customers] guards it.
public final class Forgotten {
    /// What the value of a forgotten identifier begins with; no value that is read does.
    private static final String PREFIX = "\u001fforgotten\u001f";

    private static final String MAC = "HmacSHA256";

    private final byte[] key;
    private final Map<String, Long> until = new HashMap<>();

    /// @param key 32 random bytes that stay with the store
    public Forgotten(byte[] key) {
        this.key = key.clone();
    }

    /// Whether an identifier has lost its value.
    public static boolean is(Identifier identifier) {
        return identifier.value().startsWith(PREFIX);
    }

    /// What stands in an identifier's place; `node` tells it from the same one forgotten at another time.
    String replaced(Identifier identifier, int node) {
        return PREFIX + hash(identifier) + PREFIX.charAt(0) + node;
    }

    /// Notes an identifier that has lost its value, by what stands in its place.
    void note(Identifier replaced, long micros) {
        String rest = replaced.value().substring(PREFIX.length());
        until.merge(rest.substring(0, rest.indexOf(PREFIX.charAt(0))), micros, Math::max);
    }

    /// Until when what is told of an identifier must not come back; null where it was never forgotten.
    @Nullable
    Long until(Identifier identifier) {
        return until.isEmpty() ? null : until.get(hash(identifier));
    }

    private String hash(Identifier identifier) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            mac.update(identifier.kind().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(identifier.value().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new InternalProblem("every Java platform has " + MAC, e);
        }
    }
}
