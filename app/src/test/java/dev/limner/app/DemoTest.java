package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `limner demo` as a process of its own.
@Tag("slow")
class DemoTest {
    @Test
    void theDemoPrintsTheRealShopsFiguresAndBesideThemTheSimulatedOnes() throws IOException, InterruptedException {
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx640m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dlimner.home=" + Example.HOME,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "demo",
                        "--no-serve",
                        "--json")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(demo.waitFor()).isZero();
        JsonNode figures = JsonMapper.shared().readTree(out);
        assertThat(figures.get("lines").asLong()).isEqualTo(541_909);
        assertThat(figures.get("revenue").asString()).isEqualTo("8911407.904");
        JsonNode shop = figures.get("harbourShop");
        assertThat(shop.get("lines").asLong()).isBetween(250_000L, 400_000L);
        assertThat(shop.get("customers").asLong()).isBetween(1_900L, 2_100L);
        assertThat(shop.get("quarantined").size()).isEqualTo(5);
    }
}
