package dev.limner.server.collect;

import dev.limner.collect.Delivery.Protocol;
import dev.limner.collect.Message;
import dev.limner.server.collect.Gate.Outcome;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Where whoever has no library sends. Those who do can read, so it is the one that says openly what is wrong.
final class PlainEndpoints {
    private final Gate gate;
    private final Decoders decoders = new Decoders();

    PlainEndpoints(Gate gate) {
        this.gate = gate;
    }

    List<Endpoint> all() {
        return List.of(Endpoint.post("/v1/events", "Takes events in Limner's own form.", this::take));
    }

    private void take(Context request) throws IOException {
        Outcome outcome;
        try {
            byte[] body = gate.body(request, Tree.LONGEST);
            if (body.length == 0) {
                throw new Refused("empty", body);
            }
            List<String> keys = new ArrayList<>();
            Keys.add(keys, Gate.keyInHeader(request));
            Keys.add(keys, request.queryParam("writeKey"));
            outcome = gate.receive(Protocol.PLAIN, "", keys, body);
        } catch (Refused e) {
            outcome = gate.turn(Protocol.PLAIN, "", e);
        }
        switch (outcome) {
            case Outcome.Taken(var delivery) -> {
                List<Message> messages = decoders.decode(delivery);
                boolean all = messages.stream().allMatch(Message.Unreadable.class::isInstance);
                request.status(all ? 400 : 200);
                request.result(Reports.of(messages, null).toString());
            }
            case Outcome.Turned(String reason) -> {
                request.status(reason.endsWith("_key") ? 401 : Answers.status(reason));
                request.result(Reports.of(List.of(), reason).toString());
            }
            case Outcome.Later(int seconds) -> Answers.later(request, 429, seconds);
        }
    }
}
