package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Companies and households of the made-up member register at the command line, as `docs/identity.md` counts them.
class GroupsVerbTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter print = new PrintWriter(out, true);
        Main.run(print, print, arguments);
        return out.toString();
    }

    private String register() throws IOException {
        Path example = Example.HOME.resolve("examples/member-register");
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(example.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
        run("import", "-w", folder.toString());
        return folder.toString();
    }

    @Test
    void theyAreCountedAndACustomerShowsWithWhom() throws IOException {
        String register = register();
        assertThat(run("groups", "-w", register))
                .contains("household (")
                .contains("company (")
                .contains("T002 T008")
                .contains("none, since more than 12 share it: 0");
        JsonNode company = JsonMapper.shared()
                .readTree(run("groups", "company", "-w", register, "--json"))
                .path(0);
        assertThat(company.path("customers").asInt()).isEqualTo(6);
        assertThat(company.path("sizes").toString()).isEqualTo("[1,1,1,0]");
        assertThat(company.path("largest").path(0).path("customers").toString())
                .isEqualTo("[\"T001\",\"T003\",\"T006\"]");
        assertThat(run("customer", "T003", "-w", register)).contains("company").contains("with T001, T006");
        JsonNode customer = JsonMapper.shared().readTree(run("customer", "T008", "-w", register, "--json"));
        assertThat(customer.path("groups").path(0).path("others").toString()).isEqualTo("[\"T002\"]");
        assertThat(run("customer", "T004", "-w", register)).doesNotContain("with ");
        assertThat(run("groups", "compani", "-w", register)).contains("Maybe you meant (company)");
        Files.writeString(
                folder.resolve("groups.yaml"),
                Files.readString(folder.resolve("groups.yaml")).replace("by: [company]", "by: [company]\n    most: 2"));
        assertThat(run("groups", "company", "-w", register)).contains("none, since more than 2 share it: 1");
        assertThat(run("customer", "T003", "-w", register)).contains("none: 3 customers share it");
        Files.delete(folder.resolve("groups.yaml"));
        assertThat(run("groups", "-w", register)).contains("NO_GROUPS");
        assertThat(run("customer", "T003", "-w", register)).doesNotContain("company ");
    }
}
