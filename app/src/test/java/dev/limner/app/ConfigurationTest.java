package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    private Path folder = Path.of("");

    private Configuration read(Map<String, String> environment, Map<Setting, String> options) {
        return Configuration.read(folder, null, environment, options);
    }

    private static void isRefused(
            Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable deed, String... values) {
        assertThatThrownBy(deed).isInstanceOfSatisfying(UserProblem.class, problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.values().subList(0, values.length)).containsExactly(values);
        });
    }

    @Test
    void anOptionComesBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
        Files.writeString(
                folder.resolve("server.yaml"), "port: 1000\nlog_format: json\nstore_memory: 300\naccess_log: true\n");
        Configuration all =
                read(Map.of("LIMNER_PORT", "2000", "LIMNER_STORE_MEMORY", "400"), Map.of(Setting.PORT, "3000"));
        assertThat(all.value(Setting.PORT)).isEqualTo(new Configuration.Value("3000", "option"));
        assertThat(all.value(Setting.STORE_MEMORY)).isEqualTo(new Configuration.Value("400", "LIMNER_STORE_MEMORY"));
        assertThat(all.value(Setting.LOG_FORMAT).value()).isEqualTo("json");
        assertThat(all.value(Setting.LOG_FORMAT).from()).endsWith("server.yaml");
        assertThat(all.isOn(Setting.ACCESS_LOG)).isTrue();
        assertThat(all.value(Setting.DISK_RESERVE)).isEqualTo(new Configuration.Value("512", "usual"));
    }

    @Test
    void aKeyThatIsNotKnownTeachesTheNearest() throws Exception {
        Files.writeString(folder.resolve("server.yaml"), "log_fromat: json\n");
        isRefused(Code.UNKNOWN_KEY, () -> read(Map.of(), Map.of()), "log_fromat", "log_format");
        Files.delete(folder.resolve("server.yaml"));
        isRefused(Code.UNKNOWN_KEY, () -> read(Map.of("LIMNER_DISK_RESERV", "1"), Map.of()), "LIMNER_DISK_RESERV");
        assertThat(read(Map.of("LIMNER_HEAP", "640m", "LIMNER_SHOP_WEBHOOK_KEY", "x"), Map.of())
                        .whole(Setting.PORT))
                .isEqualTo(7788);
    }

    @Test
    void aValueThatCannotBeOneIsRefusedWithWhereItStands() throws Exception {
        isRefused(Code.BAD_PARAMETER, () -> read(Map.of("LIMNER_LOG_LEVEL", "loud"), Map.of()), "log_level", "loud");
        isRefused(Code.BAD_PARAMETER, () -> read(Map.of(), Map.of(Setting.PORT, "-1")), "port", "-1");
        Files.writeString(folder.resolve("server.yaml"), "port: [1, 2]\n");
        isRefused(Code.BAD_DEFINITION, () -> read(Map.of(), Map.of()));
    }

    @Test
    void aFileThatIsNamedMustBeThere() {
        isRefused(
                Code.FILE_NOT_FOUND, () -> Configuration.read(folder, folder.resolve("none.yaml"), Map.of(), Map.of()));
    }

    @Test
    void secretsComeFromTheEnvironmentOrFromAFileThatItNames() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "whsec_abc\n");
        Secrets secrets = new Secrets(Map.of(
                "ONE",
                "1",
                "TWO_FILE",
                file.toString(),
                "THREE_FILE",
                folder.resolve("no").toString()));
        assertThat(secrets.apply("ONE")).isEqualTo("1");
        assertThat(Objects.requireNonNull(secrets.apply("TWO"))).isEqualTo("whsec_abc");
        assertThat(secrets.apply("FOUR")).isNull();
        isRefused(Code.FILE_NOT_FOUND, () -> secrets.apply("THREE"));
    }
}
