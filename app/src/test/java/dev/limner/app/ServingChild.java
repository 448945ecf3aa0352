package dev.limner.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `limner serve` of a workspace in a process of its own.
final class ServingChild implements AutoCloseable {
    private static final Pattern AT = Pattern.compile("http://localhost:(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;

    private ServingChild(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// @param before what the command begins with, such as a tracer
    static ServingChild start(Path workspace, String... before) throws IOException {
        Path log = Files.createTempFile(workspace, "serve", ".log");
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--open",
                "-w",
                workspace.toString(),
                "--store-memory",
                "200",
                "--port",
                "0"));
        return new ServingChild(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /// The port at which it listens, once it does.
    int port() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Matcher found = AT.matcher(said());
            if (found.find()) {
                return Integer.parseInt(found.group(1));
            }
            if (!process.isAlive()) {
                throw new AssertionError("it ended with " + process.exitValue() + ": " + said());
            }
            Thread.sleep(20);
        }
        throw new AssertionError("it does not listen: " + said());
    }

    /// What it has printed.
    String said() throws IOException {
        return Files.readString(log);
    }

    /// Waits for its end by itself; returns the exit code.
    int ended() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    /// Ends it on the spot, wherever it stands.
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /// Asks it to end, and waits until it has.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end when asked to");
        }
    }

    /// The most memory that it ever had, in MB.
    double peakMb() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
