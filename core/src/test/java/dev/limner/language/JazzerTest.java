package dev.limner.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jazzer on the language, led by which branches its inputs reach, from the examples and a seed, in a process of its
/// own, since it rewrites classes as they are loaded.
///
/// `-Dlimner.jazzer.seconds=600 -Dlimner.jazzer.seed=7` looks for longer, and elsewhere.
@Tag("slow")
class JazzerTest {
    private static final long SECONDS = Long.getLong("limner.jazzer.seconds", 20);
    private static final long SEED = Long.getLong("limner.jazzer.seed", 1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void noInputThatJazzerFindsMakesTheLanguageFailOrForget() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process fuzzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        Jazzer.class.getName(),
                        "--target_class=" + LanguageFuzz.class.getName(),
                        "--instrumentation_includes=dev.limner.language.**",
                        "-seed=" + SEED,
                        "-max_total_time=" + SECONDS,
                        seeds().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int code = fuzzer.waitFor();
        String told = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        assertThat(code).as(told.substring(Math.max(0, told.length() - 4000))).isZero();
        assertThat(told).containsPattern("Done [0-9]{4,} runs");
    }

    /// The examples as texts and as JSON, a file each.
    private Path seeds() throws IOException {
        Path seeds = Files.createDirectory(folder.resolve("seeds"));
        List<String> examples = EditorTest.examples();
        for (int i = 0; i < examples.size(); i++) {
            String text = examples.get(i);
            Files.write(seeds.resolve("text" + i), input(text, 0));
            Source source = Parser.parse(text);
            if (source.mistakes().isEmpty()) {
                Files.write(
                        seeds.resolve("json" + i),
                        input(ExprJson.write(source.expr()).toString(), 1));
            }
        }
        return seeds;
    }

    private static byte[] input(String text, int last) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] input = Arrays.copyOf(bytes, bytes.length + 1);
        input[bytes.length] = (byte) last;
        return input;
    }

    /// Without folders that are not there, which Jazzer takes amiss.
    private static String classPath() {
        return String.join(
                File.pathSeparator,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(place -> new File(place).exists())
                        .toList());
    }
}
