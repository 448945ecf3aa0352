package dev.limner.server.collect;

import dev.limner.collect.Delivery.Protocol;
import dev.limner.server.collect.Gate.Outcome;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Where PostHog's libraries send, with the answers that let them run without what Limner does not have.
final class PostHogEndpoints {
    private static final Set<String> PLACES = Set.of("api_key", "token", "properties.token", "properties.api_key");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

    private final Gate gate;

    PostHogEndpoints(Gate gate) {
        this.gate = gate;
    }

    List<Endpoint> all() {
        List<Endpoint> all = new ArrayList<>();
        for (String path : List.of("/batch", "/capture", "/e", "/i/v0/e")) {
            all.add(Endpoint.post(path, "Takes events of PostHog.", this::take));
        }
        for (String path : List.of("/flags", "/decide")) {
            all.add(Endpoint.post(path, "Says that there are no feature flags.", PostHogEndpoints::flags));
        }
        all.add(Endpoint.get(
                "/array/{key}/config",
                "The settings that PostHog's library for the web asks for.",
                request -> request.result(config(key(request)).toString())));
        all.add(Endpoint.get("/array/{key}/config.js", "The same settings as a script.", PostHogEndpoints::script));
        return all;
    }

    private void take(Context request) throws IOException {
        Outcome outcome;
        try {
            byte[] body = json(gate.body(request, Tree.LONGEST));
            Map<String, String> found = Peek.into(body, PLACES);
            List<String> keys = new ArrayList<>();
            Keys.add(keys, Gate.keyInHeader(request));
            for (String place : List.of("api_key", "token", "properties.token", "properties.api_key")) {
                Keys.add(keys, found.get(place));
            }
            outcome = gate.receive(Protocol.POSTHOG, "", keys, body);
        } catch (Refused e) {
            outcome = gate.turn(Protocol.POSTHOG, "", e);
        }
        Answers.write(request, outcome, "{\"status\":1}");
    }

    /// Older libraries for the web send a form with the JSON in base64.
    private static byte[] json(byte[] body) throws Refused {
        if (!Form.isForm(body)) {
            return body;
        }
        String data = Form.parse(new String(body, StandardCharsets.UTF_8), body).get("data");
        if (data == null) {
            throw new Refused("no_data", body);
        }
        return Form.decoded(data, Tree.LONGEST);
    }

    private static void flags(Context request) {
        request.result("{\"flags\":{},\"featureFlags\":{},\"featureFlagPayloads\":{},"
                + "\"errorsWhileComputingFlags\":false,\"quotaLimited\":[]}");
    }

    private static String key(Context request) {
        String key = request.pathParam("key");
        return KEY.matcher(key).matches() ? key : "";
    }

    private static ObjectNode config(String key) {
        ObjectNode config = Tree.empty();
        config.put("token", key);
        config.putArray("supportedCompression").add("gzip").add("gzip-js");
        config.set("analytics", Tree.empty().put("endpoint", "/e/"));
        for (String off : List.of(
                "hasFeatureFlags",
                "captureDeadClicks",
                "capturePerformance",
                "autocaptureExceptions",
                "sessionRecording",
                "heatmaps",
                "surveys")) {
            config.put(off, false);
        }
        config.put("elementsChainAsString", true);
        config.put("defaultIdentifiedOnly", true);
        config.putArray("siteApps");
        return config;
    }

    private static void script(Context request) {
        String key = key(request);
        ObjectNode entry = Tree.empty();
        entry.set("config", config(key));
        entry.putArray("siteApps");
        request.contentType("text/javascript; charset=utf-8");
        request.result(
                "window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};window._POSTHOG_REMOTE_CONFIG[\"" + key
                        + "\"]=" + entry + ";");
    }
}
