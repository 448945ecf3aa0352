package dev.limner.server.collect;

import dev.limner.collect.Delivery.Protocol;
import dev.limner.server.collect.Gate.Outcome;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Where the libraries of Segment and of RudderStack send, and the settings that those for the web ask for.
final class SegmentEndpoints {
    /// Segment's own limit of a batch.
    private static final int LONGEST_BATCH = 500 * 1024;

    private static final Map<String, String> CALLS =
            Map.of("t", "track", "i", "identify", "p", "page", "s", "screen", "g", "group", "a", "alias");

    private final Gate gate;

    SegmentEndpoints(Gate gate) {
        this.gate = gate;
    }

    List<Endpoint> all() {
        List<Endpoint> all = new ArrayList<>();
        for (String path : List.of("/v1/batch", "/v1/import", "/v1/b", "/beacon/v1/batch")) {
            all.add(Endpoint.post(path, "Takes a batch of Segment or RudderStack.", request -> take(request, "")));
        }
        CALLS.forEach((letter, call) -> {
            all.add(Endpoint.post(
                    "/v1/" + letter,
                    "Takes one call of Segment's library for the web.",
                    request -> take(request, call)));
            all.add(Endpoint.post(
                    "/v1/" + call,
                    "Takes one call of RudderStack's library for the web.",
                    request -> take(request, call)));
        });
        for (String path : List.of("/v1/m", "/rsaMetrics")) {
            all.add(Endpoint.post(path, "Takes measurements of the library itself, and forgets them.", request -> {
                request.result("{\"success\":true}");
            }));
        }
        all.add(Endpoint.get(
                "/v1/projects/{writeKey}/settings",
                "The settings that Segment's library for the web asks for.",
                SegmentEndpoints::settings));
        all.add(Endpoint.get(
                "/sourceConfig",
                "The settings that RudderStack's library for the web asks for.",
                SegmentEndpoints::sourceConfig));
        return all;
    }

    private void take(Context request, String call) throws IOException {
        Outcome outcome;
        try {
            byte[] body = gate.body(request, LONGEST_BATCH);
            Map<String, String> found = Peek.into(body, Set.of("writeKey"));
            List<String> keys = new ArrayList<>();
            Keys.add(keys, Gate.keyInHeader(request));
            Keys.add(keys, request.queryParam("writeKey"));
            Keys.add(keys, found.get("writeKey"));
            outcome = gate.receive(Protocol.SEGMENT, call, keys, body);
        } catch (Refused e) {
            outcome = gate.turn(Protocol.SEGMENT, call, e);
        }
        Answers.write(request, outcome, "{\"success\":true}");
    }

    /// Without them the library never starts, so they are given for any key.
    private static void settings(Context request) {
        ObjectNode own = Tree.empty();
        own.put("apiKey", request.pathParam("writeKey"));
        own.put("apiHost", Answers.host(request) + "/v1");
        own.put("protocol", Answers.scheme(request));
        ObjectNode settings = Tree.empty();
        settings.set("integrations", Tree.empty().set("Segment.io", own));
        request.result(settings.toString());
    }

    private static void sourceConfig(Context request) {
        String asked = request.queryParam("writeKey");
        String header = Gate.keyInHeader(request);
        String key = asked != null ? asked : header != null ? header : "";
        ObjectNode off = Tree.empty();
        off.set("errors", Tree.empty().put("enabled", false));
        off.set("metrics", Tree.empty().put("enabled", false));
        ObjectNode source = Tree.empty();
        source.put("id", key).put("name", key).put("writeKey", key).put("workspaceId", "limner");
        source.put("enabled", true);
        source.set("config", Tree.empty().set("statsCollection", off));
        source.putArray("destinations");
        request.result(Tree.empty().set("source", source).toString());
    }
}
