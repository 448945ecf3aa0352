package dev.limner.server.collect;

import dev.limner.collect.Delivery.Protocol;
import dev.limner.collect.Message;
import dev.limner.server.collect.Gate.Outcome;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the libraries of Sensors Data send. Some of them send again without end whatever is not answered with 200, and
/// the others never: so the answer is 200 to all but the one delivery that would be good if there were room.
final class SensorsEndpoints {
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");
    private static final Set<String> PLACES = Set.of("token", "project", "payload", "payloads", "ekey", "key_id");

    private final Gate gate;
    private final Decoders decoders = new Decoders();

    SensorsEndpoints(Gate gate) {
        this.gate = gate;
    }

    List<Endpoint> all() {
        List<Endpoint> all = new ArrayList<>();
        for (String path : List.of("/sa", "/sa.gif")) {
            all.add(Endpoint.post(path, "Takes events of Sensors Data in a body.", this::take));
            all.add(Endpoint.get(path, "Takes an event of Sensors Data in the address.", this::take));
        }
        all.add(Endpoint.post(
                "/debug", "Takes or only checks events of Sensors Data, and says what is wrong.", this::debug));
        return all;
    }

    /// What was sent.
    ///
    /// @param keys the token, else the project
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Sent(byte[] document, List<String> keys) {}

    private void take(Context request) throws IOException {
        Outcome outcome;
        try {
            Sent sent = sent(request);
            outcome = gate.receivePatiently(Protocol.SENSORS, sent.keys, sent.document);
        } catch (Refused e) {
            outcome = gate.turn(Protocol.SENSORS, "", e);
        }
        switch (outcome) {
            case Outcome.Taken _, Outcome.Turned _ -> {
                if (request.method().name().equals("GET")) {
                    request.contentType("image/gif").result(GIF);
                } else {
                    request.contentType("text/plain").result("");
                }
            }
            case Outcome.Later(int seconds) -> Answers.later(request, 503, seconds);
        }
    }

    private void debug(Context request) throws IOException {
        boolean dry = "true".equalsIgnoreCase(request.header("Dry-Run"));
        String trouble = null;
        List<Message> messages = List.of();
        try {
            Sent sent = sent(request);
            messages = decoders.decode(gate.untaken(Protocol.SENSORS, sent.document));
            if (!dry) {
                trouble = trouble(gate.receivePatiently(Protocol.SENSORS, sent.keys, sent.document));
            }
        } catch (Refused e) {
            trouble = e.reason;
        }
        request.result(Reports.of(messages, trouble).toString());
    }

    private static @Nullable String trouble(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken _ -> null;
            case Outcome.Turned(String reason) -> reason;
            case Outcome.Later _ -> "overloaded";
        };
    }

    private Sent sent(Context request) throws Refused, IOException {
        String query = request.queryString();
        Map<String, String> values =
                new HashMap<>(query == null ? Map.of() : Form.parse(query, query.getBytes(StandardCharsets.UTF_8)));
        byte[] document = null;
        if (request.method().name().equals("POST")) {
            byte[] body = gate.body(request, Tree.LONGEST);
            if (Form.isForm(body)) {
                Map<String, String> form = Form.parse(new String(body, StandardCharsets.UTF_8), body);
                List.of("data", "data_list").forEach(values::remove);
                values.putAll(form);
            } else if (body.length > 0) {
                document = body;
            }
        }
        if (document == null) {
            String data = values.getOrDefault("data_list", values.get("data"));
            if (data == null || data.isBlank()) {
                throw new Refused("no_data", new byte[0]);
            }
            document = Form.decoded(data, Tree.LONGEST);
        }
        if ("9".equals(values.get("gzip"))) {
            throw new Refused("encrypted", document);
        }
        Map<String, String> found = Peek.into(document, PLACES);
        if (found.containsKey("payload") || found.containsKey("ekey")) {
            throw new Refused("encrypted", document);
        }
        List<String> keys = new ArrayList<>();
        Keys.add(keys, values.get("token"));
        Keys.add(keys, found.get("token"));
        Keys.add(keys, values.get("project"));
        Keys.add(keys, found.get("project"));
        return new Sent(document, keys);
    }
}
