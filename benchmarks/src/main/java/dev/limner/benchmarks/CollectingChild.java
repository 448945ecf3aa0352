package dev.limner.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `limner serve` in a process of its own, ready to take.
final class CollectingChild implements AutoCloseable {
    private static final Pattern AT = Pattern.compile("http://localhost:(\\d+)");

    private final Process process;
    private final int port;
    private final double readySeconds;

    private CollectingChild(Process process, int port, double readySeconds) {
        this.process = process;
        this.port = port;
        this.readySeconds = readySeconds;
    }

    /// Starts it and waits until it is ready.
    static CollectingChild start(Path folder, Flags flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx" + flags.text("heap", "1g")));
        if (!flags.text("jvm", "").isEmpty()) {
            command.addAll(List.of(flags.text("jvm", "").split(" ", -1)));
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.limner.app.Main",
                "serve",
                "--open",
                "-w",
                folder.toString(),
                "--port",
                "0",
                "--store-memory",
                flags.text("memory", "450")));
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LIMNER_STORE_THREADS", flags.text("threads", "0"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher at = AT.matcher(line);
            if (at.find()) {
                return new CollectingChild(process, Integer.parseInt(at.group(1)), (System.nanoTime() - start) / 1e9);
            }
        }
        throw new IllegalStateException("the server did not start");
    }

    int port() {
        return port;
    }

    /// From the start of the process until it took requests.
    double readySeconds() {
        return readySeconds;
    }

    /// The processor time that it has taken, of all processors together.
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    double peakMb() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
