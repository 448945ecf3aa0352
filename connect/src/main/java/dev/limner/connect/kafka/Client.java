package dev.limner.connect.kafka;

import dev.limner.problem.InternalProblem;
import dev.limner.problem.UserProblem;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What every client is told: where the brokers are, and what the secret says of the way in.
final class Client {
    private Client() {}

    /// @param secret the name of the secret with further properties; null where there are none
    /// @throws UserProblem where the secret is not set
    static Properties properties(String brokers, @Nullable String secret, Function<String, @Nullable String> secrets) {
        Properties properties = new Properties();
        if (secret != null) {
            String said = secrets.apply(secret);
            if (said == null) {
                throw UserProblem.of(UserProblem.Code.NO_SECRET, secret);
            }
            try {
                properties.load(new StringReader(said));
            } catch (IOException e) {
                throw new InternalProblem("a text refused", e);
            }
        }
        properties.put("bootstrap.servers", brokers);
        return properties;
    }
}
