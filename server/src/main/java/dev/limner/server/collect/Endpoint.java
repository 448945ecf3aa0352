package dev.limner.server.collect;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;

/// One address that clients' libraries send to or ask.
///
/// @param path with `{name}` for what varies; a slash at the end makes no difference
/// @param summary one English sentence
public record Endpoint(HandlerType method, String path, String summary, Act act) {
    /// What is done with a request; it writes the answer.
    public interface Act {
        /// Answers.
        ///
        /// @throws IOException where the client went away
        void on(Context request) throws IOException;
    }

    static Endpoint get(String path, String summary, Act act) {
        return new Endpoint(HandlerType.GET, path, summary, act);
    }

    static Endpoint post(String path, String summary, Act act) {
        return new Endpoint(HandlerType.POST, path, summary, act);
    }
}
