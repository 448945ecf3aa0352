package dev.limner.trigger;

import dev.limner.problem.InternalProblem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signature of a webhook's call, as the specification Standard Webhooks has it: HMAC-SHA256 over
/// `id.timestamp.body` by the secret's bytes, in Base64, after `v1,`.
public final class Signature {
    private static final String PREFIX = "whsec_";

    private final SecretKeySpec key;

    /// @param secret Base64, with or without `whsec_` before it
    /// @throws IllegalArgumentException where it is no Base64
    public Signature(String secret) {
        String bare = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        key = new SecretKeySpec(Base64.getDecoder().decode(bare), "HmacSHA256");
    }

    /// The header's value for one call; `seconds` since 1970.
    public String of(String id, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] sum = mac.doFinal((id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new InternalProblem("every Java platform has HMAC-SHA256", e);
        }
    }
}
