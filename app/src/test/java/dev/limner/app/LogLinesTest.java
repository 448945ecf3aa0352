package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.app.LogLines.Form;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogLinesTest {
    private static LogRecord line(String message) {
        LogRecord line = new LogRecord(Level.WARNING, message);
        line.setLoggerName("dev.limner.x");
        line.setInstant(Instant.parse("2026-03-02T04:00:00.123456Z"));
        return line;
    }

    @Test
    void aRecordIsOneLineOfText() {
        assertThat(new LogLines(Form.TEXT).format(line("one\ntwo")).stripTrailing())
                .isEqualTo("2026-03-02T04:00:00.123Z WARN  dev.limner.x: one two");
    }

    @Test
    void aRecordIsOneJsonObjectWithTheIdOfItsRequest() {
        LogRecord line = line("step {0}");
        line.setParameters(new Object[] {"7\n"});
        line.setThrown(new IllegalStateException("no 'zhang wei' here", new RuntimeException("mei@example.org")));
        MDC.put("request", "abc");
        try {
            String text = new LogLines(Form.JSON).format(line);
            assertThat(text.stripTrailing()).doesNotContain("\n");
            JsonNode read = JsonMapper.shared().readTree(text);
            assertThat(read.path("message").asString()).isEqualTo("step 7\n");
            assertThat(read.path("level").asString()).isEqualTo("WARN");
            assertThat(read.path("request").asString()).isEqualTo("abc");
            assertThat(read.path("failure").asString())
                    .contains("java.lang.IllegalStateException: no … here")
                    .contains("caused by java.lang.RuntimeException: …")
                    .contains("LogLinesTest")
                    .doesNotContain("zhang")
                    .doesNotContain("mei@");
        } finally {
            MDC.remove("request");
        }
    }

    @Test
    void whatAFailureQuotesIsMasked() {
        assertThat(LogLines.masked("Could not convert string 'Li Na' to INT32: \"x\" +8613800001234 a@b.example"))
                .isEqualTo("Could not convert string … to INT32: … … …");
        assertThat(LogLines.masked("step 12 of 34")).isEqualTo("step 12 of 34");
    }
}
