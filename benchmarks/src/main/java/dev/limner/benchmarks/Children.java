package dev.limner.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Measurements in JVMs of their own.
final class Children {
    private Children() {}

    /// Runs `main` with the flags, `--folder` and `--do`; its last line of output are its readings.
    static Stopwatch.Readings run(Class<?> main, Flags flags, Path folder, String what)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx" + flags.text("heap", "768m"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        Map<String, String> forChild = new LinkedHashMap<>(flags.values());
        forChild.put("folder", folder.toString());
        forChild.put("do", what);
        command.addAll(Arrays.asList(new Flags(forChild).arguments()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the measurement failed: " + what);
        }
        String last = output.strip().lines().reduce("", (_, line) -> line);
        return JsonMapper.shared().readValue(last, Stopwatch.Readings.class);
    }
}
