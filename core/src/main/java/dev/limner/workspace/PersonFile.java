package dev.limner.workspace;

import dev.limner.engine.duckdb.PersonRows;
import dev.limner.identity.Customers.Identifier;
import dev.limner.portrait.Moment;
import dev.limner.privacy.Consents;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/// What is handed out of one person: a ZIP with a file of JSON lines a kind of record, and a summary to
/// be read.
///
/// Events are written as they are read, so that memory does not grow with them.
final class PersonFile {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final PersonRows rows;
    private final int customer;
    private final List<Consents.Standing> consents;
    private final Moment moment;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    PersonFile(Workspace workspace, PersonRows rows, int customer, List<Consents.Standing> consents, Moment moment) {
        this.workspace = workspace;
        this.rows = rows;
        this.customer = customer;
        this.consents = consents;
        this.moment = moment;
    }

    /// Fills one file with records.
    @FunctionalInterface
    private interface Filling {
        void to(Consumer<Map<String, Object>> each);
    }

    void write(OutputStream out) {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            List<Identifier> identifiers = workspace.store().customers().identifiers(customer);
            lines(
                    zip,
                    "identifiers",
                    each -> identifiers.forEach(
                            identifier -> each.accept(Map.of("kind", identifier.kind(), "value", identifier.value()))));
            lines(zip, "events", rows::events);
            lines(zip, "stays", rows::stays);
            lines(zip, "consents", each -> consents.forEach(standing -> each.accept(consent(standing))));
            lines(zip, "intents", rows::intents);
            lines(zip, "quarantine", rows::quarantined);
            zip.putNextEntry(new ZipEntry("summary.txt"));
            zip.write(summary(identifiers).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lines(ZipOutputStream zip, String name, Filling filling) throws IOException {
        zip.putNextEntry(new ZipEntry(name + ".jsonl"));
        counts.put(name, 0L);
        filling.to(record -> {
            try {
                zip.write((JSON.writeValueAsString(record) + "\n").getBytes(StandardCharsets.UTF_8));
                counts.merge(name, 1L, Long::sum);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        zip.closeEntry();
    }

    private static Map<String, Object> consent(Consents.Standing standing) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("purpose", standing.asked().purpose());
        if (standing.asked().channel() != null) {
            record.put("channel", standing.asked().channel());
        }
        record.put("consents", standing.consents());
        Consents.Said said = standing.said();
        if (said != null) {
            record.put("since", said.at().toString());
            record.put("event", said.type());
            record.put("source", said.source());
        }
        return record;
    }

    private String summary(List<Identifier> identifiers) {
        StringBuilder text = new StringBuilder();
        for (String language : List.of("en", "zh")) {
            boolean zh = language.equals("zh");
            text.append(workspace.settings().title().in(language)).append('\n');
            text.append(zh ? "截至 " : "As of ").append(moment.instant()).append("\n\n");
            text.append(zh ? "本文件包含以下标识符对应客户的全部数据：" : "All that is held of the customer known as")
                    .append('\n');
            identifiers.forEach(identifier -> text.append("  ")
                    .append(identifier.kind())
                    .append(": ")
                    .append(identifier.value())
                    .append('\n'));
            text.append('\n').append(zh ? "文件内容" : "What is in the files").append('\n');
            counts.forEach((name, count) -> text.append("  ")
                    .append(name)
                    .append(".jsonl: ")
                    .append(count)
                    .append(' ')
                    .append(zh ? "条，" : "records, ")
                    .append((zh ? CHINESE : ENGLISH).getOrDefault(name, ""))
                    .append('\n'));
            text.append('\n').append(zh ? "授权同意" : "Consent").append('\n');
            consents.forEach(standing -> text.append("  ")
                    .append(standing.asked().purpose())
                    .append(
                            standing.asked().channel() == null
                                    ? ""
                                    : ", " + standing.asked().channel())
                    .append(": ")
                    .append(zh ? (standing.consents() ? "同意" : "不同意") : (standing.consents() ? "yes" : "no"))
                    .append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    private static final Map<String, String> ENGLISH = Map.of(
            "identifiers", "by which the person is known",
            "events", "what happened, and what was told of the person",
            "stays", "in segments, as logged",
            "consents", "as they stand",
            "intents", "of triggers: calls made, and calls held back",
            "quarantine", "rows set aside that name the person");

    private static final Map<String, String> CHINESE = Map.of(
            "identifiers", "用于识别此人的标识符",
            "events", "发生的行为及提供的属性",
            "stays", "分群进出记录",
            "consents", "当前的授权状态",
            "intents", "触发器的调用，包括被拦截的调用",
            "quarantine", "提及此人的隔离行");
}
