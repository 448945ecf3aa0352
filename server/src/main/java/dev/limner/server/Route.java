package dev.limner.server;

import dev.limner.access.Right;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One operation of the API: everything that the router, the guard and the OpenAPI document need to know of
/// it.
///
/// @param path with `{name}` for path parameters
/// @param summary one English sentence for the API's readers
/// @param parameters the query parameters
/// @param body the record that the request's JSON body is; null where it has none
/// @param isKept whether the record of deeds tells of it though it changes nothing
/// @param isApart whether it is no request that a workspace waits for before it is opened again
/// @param answer the record that it answers with; null where the body is no JSON
record Route(
        HandlerType method,
        String path,
        Right right,
        String summary,
        List<Parameter> parameters,
        @Nullable Class<?> body,
        @Nullable Class<?> answer,
        String mediaType,
        Operation operation,
        boolean isApart,
        boolean isKept) {
    Route(
            HandlerType method,
            String path,
            Right right,
            String summary,
            List<Parameter> parameters,
            @Nullable Class<?> body,
            @Nullable Class<?> answer,
            String mediaType,
            Operation operation) {
        this(method, path, right, summary, parameters, body, answer, mediaType, operation, false, false);
    }

    static final String JSON = "application/json";
    static final String CSV = "text/csv";
    static final String EVENTS = "text/event-stream";

    /// A query parameter; one that repeats is a list.
    record Parameter(String name, String description, boolean repeats) {}

    /// What the operation does: the value is written as JSON; null means that the body is written already.
    interface Operation {
        @Nullable
        Object answer(Context request);
    }

    static Route get(String path, String summary, List<Parameter> parameters, Class<?> answer, Operation operation) {
        return new Route(HandlerType.GET, path, Right.READ, summary, parameters, null, answer, JSON, operation);
    }

    /// A question whose words are too long for an address: it changes nothing.
    static Route post(
            String path,
            String summary,
            List<Parameter> parameters,
            Class<?> body,
            Class<?> answer,
            Operation operation) {
        return new Route(HandlerType.POST, path, Right.READ, summary, parameters, body, answer, JSON, operation);
    }

    static Parameter one(String name, String description) {
        return new Parameter(name, description, false);
    }

    static Parameter many(String name, String description) {
        return new Parameter(name, description, true);
    }

    /// The same operation under another right.
    Route under(Right other) {
        return new Route(method, path, other, summary, parameters, body, answer, mediaType, operation, isApart, isKept);
    }

    /// The same operation, which waits for all others itself where it must.
    Route apart() {
        return new Route(method, path, right, summary, parameters, body, answer, mediaType, operation, true, isKept);
    }

    /// The same operation, of which the record of deeds tells though it changes nothing.
    Route recorded() {
        return new Route(method, path, right, summary, parameters, body, answer, mediaType, operation, isApart, true);
    }

    /// Whether the record of deeds tells of it: all that changes something, and what asks for it.
    boolean isRecorded() {
        return isKept
                || switch (right) {
                    case PUBLIC, COLLECT, SIGNED_IN, READ, PERSONAL -> false;
                    case DEFINE, OPERATE, PRIVACY, ADMINISTER -> !method.equals(HandlerType.GET);
                };
    }
}
