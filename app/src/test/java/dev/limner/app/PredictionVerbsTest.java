package dev.limner.app;

import static dev.limner.app.MadeUpOrders.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Models at the command line, over a made-up file of orders.
class PredictionVerbsTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private String shop(int customers) throws IOException {
        return MadeUpOrders.shop(folder.resolve("shop"), customers).toString();
    }

    @Test
    void aModelIsFittedItsCardReadAndACustomerScored() throws IOException {
        String shop = shop(400);
        assertThat(run("models", "-w", shop)).contains("churn").contains("not fitted yet");
        assertThat(run("card", "churn", "-w", shop)).contains("NOT_FITTED").contains("limner fit churn");
        assertThat(run("fit", "churn", "responds", "-w", shop))
                .contains("log_loss")
                .contains("NO_EVENTS");
        JsonNode card = JsonMapper.shared().readTree(run("card", "churn", "-w", shop, "--json"));
        assertThat(card.path("fit").path("card").path("judged").size()).isEqualTo(3);
        assertThat(run("card", "churn", "-w", shop))
                .contains("held out at 2024-10-03")
                .contains("what it used");
        assertThat(run("score", "churn", "-w", shop, "--limit", "3").lines()).hasSize(3);
        assertThat(run("score", "--customer", "k7", "-w", shop)).contains("Will not order in 90 days");
        assertThat(run("ask", "score('churn') is known", "-w", shop)).contains("customers");
        assertThat(run("fit", "--due", "churn", "-w", shop)).isEmpty();
        assertThat(run("fit", "chrn", "-w", shop)).contains("UNKNOWN_MODEL").contains("Maybe you meant (churn)");
        assertThat(run("recommend", "-w", shop)).contains("NO_VARIATION");
        String file = Path.of(shop, "segments", "clusters.yaml").toString();
        assertThat(run("clusters", "-w", shop, "--write", file)).contains("fidelity");
        assertThat(run("segments", "-w", shop)).contains("cluster-1");
        assertThat(run("clusters", "-w", shop)).contains("version 1").contains("stability index 0.000");
        assertThat(run("clusters", "-w", shop, "--fit", "--seed", "7")).contains("version 2");
        JsonNode shown = JsonMapper.shared().readTree(run("clusters", "-w", shop, "--json"));
        assertThat(shown.path("kept").path("version").asInt()).isEqualTo(2);
        assertThat(shown.path("drift").path("level").asString()).isEqualTo("steady");
        assertThat(run("tree", "churn", "-w", shop)).contains("AUC").contains("leaf");
        assertThat(run("tree", "--target", "count(order in last 30 days) > 1", "--horizon", "30", "-w", shop))
                .contains("customers now");
        JsonNode tree = JsonMapper.shared().readTree(run("tree", "churn", "--depth", "1", "-w", shop, "--json"));
        assertThat(tree.path("tree").path("nodes").size()).isEqualTo(3);
        assertThat(run("tree", "spend_90", "-w", shop)).contains("NO_CONDITION");
        assertThat(run("tree", "-w", shop)).contains("BAD_PARAMETER").contains("--target");
        assertThat(run("tree", "churn", "--depth", "0", "-w", shop)).contains("BAD_PARAMETER");
    }
}
