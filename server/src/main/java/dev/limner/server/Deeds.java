package dev.limner.server;

import dev.limner.access.Access;
import dev.limner.access.AuditEntry.Outcome;
import dev.limner.access.Closed;
import dev.limner.access.Principal;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts down what callers do: changes, portraits and lists of people that they read, and what they were
/// refused.
final class Deeds {
    /// Places in paths that hold identifiers of customers, which the record does not bear.
    private static final Set<String> OF_PEOPLE = Set.of("id", "customer");

    private final Access access;

    Deeds(Access access) {
        this.access = access;
    }

    void done(Route route, Context request) {
        if (route.isRecorded()) {
            put(route, request, Outcome.DONE);
        }
    }

    void failed(Route route, Context request) {
        if (route.isRecorded()) {
            put(route, request, Outcome.FAILED);
        }
    }

    /// Somebody known asked for what he may not; those who are nobody fill no disk.
    void refused(Route route, Context request) {
        if (Caller.of(request).principal().kind() != Principal.Kind.NOBODY) {
            put(route, request, Outcome.REFUSED);
        }
    }

    private void put(Route route, Context request, Outcome outcome) {
        switch (access) {
            case Access.Open _ -> {}
            case Closed closed ->
                closed.record(
                        Caller.of(request).principal(),
                        route.right(),
                        route.method() + " " + route.path(),
                        request.pathParamMap().get("workspace"),
                        object(request),
                        outcome);
        }
    }

    private static @Nullable String object(Context request) {
        String said = Caller.object(request);
        if (said != null) {
            return said;
        }
        String places = request.pathParamMap().entrySet().stream()
                .filter(place -> !place.getKey().equals("workspace") && !OF_PEOPLE.contains(place.getKey()))
                .map(Map.Entry::toString)
                .sorted()
                .collect(Collectors.joining(" "));
        return places.isEmpty() ? null : places.replace('=', ' ');
    }
}
