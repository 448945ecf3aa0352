package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Backup, restore, doctor and config as somebody at a terminal uses them.
class UpkeepVerbsTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    private String shop() throws Exception {
        String shop = folder.resolve("shop").toString();
        assertThat(run("init", shop)).isZero();
        Files.writeString(
                folder.resolve("shop/data/orders.csv"),
                "customer,time,order,item,quantity,price\nmei,2024-01-02 10:00:00,o1,tea,2,3.50\n");
        assertThat(run("import", "-w", shop)).as(err.toString()).isZero();
        return shop;
    }

    @Test
    void aWorkspaceIsBackedUpRestoredAndFoundToBeSound() throws Exception {
        String shop = shop();
        String zip = folder.resolve("shop.zip").toString();
        assertThat(run("backup", "-w", shop, "--to", zip, "--json"))
                .as(err.toString())
                .isZero();
        assertThat(json().path("events").asInt()).isEqualTo(2);
        assertThat(run("backup", "-w", shop, "--to", zip)).isEqualTo(Main.MENDABLE);
        String again = folder.resolve("again").toString();
        assertThat(run("restore", "--from", zip, "--into", again))
                .as(err.toString())
                .isZero();
        assertThat(run("restore", "--from", zip, "--into", again)).isEqualTo(Main.MENDABLE);
        assertThat(err.toString()).contains("is not empty");
        assertThat(run("doctor", "-w", again, "--json")).as(out.toString()).isZero();
        for (JsonNode finding : json()) {
            assertThat(finding.path("severity").asString()).isIn("GOOD", "NOTE");
        }
    }

    @Test
    void theDoctorEndsWithOneWhereSomethingIsLost() throws Exception {
        String shop = shop();
        try (Stream<Path> all = Files.walk(folder.resolve("shop/store/lake"))) {
            Files.delete(all.filter(Files::isRegularFile).findFirst().orElseThrow());
        }
        assertThat(run("doctor", "-w", shop)).isEqualTo(Main.MENDABLE);
        assertThat(out.toString()).contains("serious").contains("from a backup");
    }

    @Test
    void theSettingsAreShownWithWhereTheyComeFrom() throws Exception {
        String shop = shop();
        Files.writeString(folder.resolve("shop/server.yaml"), "disk_reserve: 100\n");
        assertThat(run("config", "-w", shop, "--store-memory", "300", "--json")).isZero();
        boolean seen = false;
        for (JsonNode setting : json()) {
            switch (setting.path("key").asString()) {
                case "disk_reserve" -> {
                    assertThat(setting.path("value").asString()).isEqualTo("100");
                    assertThat(setting.path("from").asString()).endsWith("server.yaml");
                    seen = true;
                }
                case "store_memory" ->
                    assertThat(setting.path("from").asString()).isEqualTo("option");
                default -> assertThat(setting.path("variable").asString()).startsWith("LIMNER_");
            }
        }
        assertThat(seen).isTrue();
    }
}
