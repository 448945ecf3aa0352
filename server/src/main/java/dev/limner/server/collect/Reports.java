package dev.limner.server.collect;

import dev.limner.collect.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is told to whoever asks how a delivery was understood.
final class Reports {
    private Reports() {}

    /// @param trouble with the delivery as a whole; null where there is none
    static ObjectNode of(List<Message> messages, @Nullable String trouble) {
        ObjectNode report = Tree.empty();
        ArrayNode problems = report.arrayNode();
        if (trouble != null) {
            problems.addObject().put("reason", trouble);
        }
        int understood = 0;
        for (Message message : messages) {
            if (message instanceof Message.Unreadable(String reason, var raw, var _)) {
                problems.addObject().put("reason", reason).set("event", raw);
            } else {
                understood++;
            }
        }
        report.put("success", problems.isEmpty());
        report.put("understood", understood);
        report.set("problems", problems);
        return report;
    }
}
