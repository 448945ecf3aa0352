package dev.limner.trigger;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// That a webhook is to be called, or a topic of Kafka written to, when somebody enters a segment, or
/// leaves it: a file under `triggers/`.
///
/// Where the segment is a `for any`, each of its values is by itself: "per product".
///
/// @param on what sets it off; entering where left out
/// @param oncePerDays after it has acted for a customer (and value) it does not again for so many days of
/// 24 hours; without it each time
/// @param purpose no call is made of anybody who does not consent to it; none is asked where left out
/// @param channel of the purpose; any where left out
public record Trigger(
        String trigger,
        Words title,
        String segment,
        @Nullable On on,
        @Nullable Integer oncePerDays,
        @Nullable String purpose,
        @Nullable String channel,
        @Nullable Webhook webhook,
        @Nullable Topic kafka) {
    public Trigger {
        if (trigger == null || title == null || segment == null || (webhook == null) == (kafka == null)) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_DEFINITION, "a trigger has trigger, title, segment, and webhook or kafka");
        }
        if (channel != null && purpose == null) {
            throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "a trigger has a channel of its purpose");
        }
        if (oncePerDays != null && (oncePerDays < 1 || oncePerDays > 3650)) {
            throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "once_per_days lies between 1 and 3650");
        }
    }

    /// A topic of Kafka that intents go to.
    ///
    /// @param brokers where to begin, such as `localhost:9092`; several with commas between
    /// @param secret the environment variable (or, with `_FILE` behind it, the file) with further
    /// properties of the client, such as those of a login
    public record Topic(
            String brokers, String topic, @Nullable String secret) {
        public Topic {
            if (brokers == null || brokers.isBlank() || topic == null || topic.isBlank()) {
                throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "kafka: brokers and topic must be there");
            }
        }
    }

    /// What sets a trigger off.
    public enum On {
        @JsonProperty("entered")
        ENTERED,
        @JsonProperty("left")
        LEFT,
        @JsonProperty("both")
        BOTH
    }

    /// Where to call.
    ///
    /// @param secret the environment variable that holds the secret to sign with, `whsec_` and Base64; unsigned
    /// without it
    public record Webhook(String url, @Nullable String secret) {
        public Webhook {
            if (url == null || !isHttp(url)) {
                throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "webhook.url must be an http address");
            }
        }

        private static boolean isHttp(String url) {
            try {
                URI uri = new URI(url);
                return uri.getHost() != null
                        && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
            } catch (URISyntaxException _) {
                return false;
            }
        }

        public URI uri() {
            return URI.create(url);
        }
    }

    /// Whether it acts on entering, or on leaving.
    public boolean actsOn(boolean entered) {
        return on == On.BOTH || entered == (on != On.LEFT);
    }

    /// Where it goes, as an address.
    public String address() {
        return kafka == null
                ? Objects.requireNonNull(webhook).url()
                : "kafka://" + kafka.brokers() + "/" + kafka.topic();
    }
}
