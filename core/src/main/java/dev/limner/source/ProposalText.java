package dev.limner.source;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A proposal written down as the two files that it would go into.
final class ProposalText {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String source;
    private final String file;
    private final Proposer.Usual usual;
    private final List<Finding> findings;

    ProposalText(String source, String file, Proposer.Usual usual, List<Finding> findings) {
        this.source = source;
        this.file = file;
        this.usual = usual;
        this.findings = findings;
    }

    /// @param kind the column whose values are the kinds of events; null where all rows are of one
    /// @param events those values, or the one kind
    String mapping(
            @Nullable ColumnProfile customer,
            @Nullable ColumnProfile time,
            @Nullable ColumnProfile kind,
            List<String> events,
            List<Proposal.Column> columns,
            @Nullable String currency) {
        StringBuilder out = new StringBuilder();
        out.append("source: ").append(text(source)).append('\n');
        out.append("title: {en: ")
                .append(text(source))
                .append(", zh: ")
                .append(text(source))
                .append("}\n");
        out.append("file: ").append(text(file)).append('\n');
        format(out);
        out.append("zone: ").append(usual.zone()).append('\n');
        if (currency != null) {
            out.append("currency: ").append(currency).append('\n');
        }
        if (customer == null) {
            out.append("compute: {nobody: {constant: \"\"}}\ncustomer: {column: nobody, kind: member}\n");
        } else {
            out.append("customer: {column: ")
                    .append(text(customer.name()))
                    .append(", kind: ")
                    .append(kindOf(customer.name()))
                    .append(isWholeNumber(customer) ? ", form: whole_number}\n" : "}\n");
        }
        out.append("time: ").append(time(time)).append("\n\nrules:\n");
        for (String event : events) {
            rule(out, event, kind, columns);
        }
        return out.toString();
    }

    private void format(StringBuilder out) {
        String parts = findings.stream()
                .filter(finding -> finding.key().startsWith("format."))
                .map(finding -> finding.key().substring("format.".length()) + ": "
                        + (finding.key().equals(Proposer.COLUMNS)
                                ? "[" + finding.value() + "]"
                                : text(finding.value())))
                .collect(Collectors.joining(", "));
        if (!parts.isEmpty()) {
            out.append("format: {").append(parts).append("}\n");
        }
    }

    private String time(@Nullable ColumnProfile time) {
        TimeForms.Form form = time == null ? null : time.times();
        if (time == null || form == null) {
            return "{constant: " + usual.day() + "}";
        }
        String column = "{column: " + text(time.name());
        if (form.unit() != null) {
            return column + ", unit: " + form.unit().name().toLowerCase(Locale.ROOT) + "}";
        }
        return column
                + ", pattern: "
                + (form.patterns().size() == 1
                        ? text(form.patterns().getFirst())
                        : "[" + form.patterns().stream().map(ProposalText::text).collect(Collectors.joining(", "))
                                + "]")
                + "}";
    }

    private static void rule(
            StringBuilder out, String event, @Nullable ColumnProfile kind, List<Proposal.Column> columns) {
        String name = kind == null ? event : Proposer.name(event);
        out.append("  - rule: ").append(text(name)).append('\n');
        out.append("    title: {en: ")
                .append(text(event))
                .append(", zh: ")
                .append(text(event))
                .append("}\n");
        if (kind != null) {
            out.append("    when: {")
                    .append(text(kind.name()))
                    .append(": {in: [")
                    .append(text(event))
                    .append("]}}\n");
        }
        out.append("    event: ").append(text(name)).append('\n');
        if (!columns.isEmpty()) {
            out.append("    properties:\n");
            columns.forEach(column -> out.append("      ")
                    .append(text(column.property()))
                    .append(": ")
                    .append(text(column.name()))
                    .append('\n'));
        }
    }

    String plan(List<String> events, List<Proposal.Column> columns) {
        StringBuilder out = new StringBuilder("types:\n");
        String names = columns.stream().map(column -> text(column.property())).collect(Collectors.joining(", "));
        for (String event : events.stream().distinct().toList()) {
            out.append("  ")
                    .append(text(event))
                    .append(": {title: {en: ")
                    .append(text(event))
                    .append(", zh: ")
                    .append(text(event))
                    .append("}, properties: [")
                    .append(names)
                    .append("]}\n");
        }
        out.append(columns.isEmpty() ? "\nproperties: {}\n" : "\nproperties:\n");
        for (Proposal.Column column : columns) {
            out.append("  ")
                    .append(text(column.property()))
                    .append(": {type: ")
                    .append(column.type().name().toLowerCase(Locale.ROOT))
                    .append(", title: {en: ")
                    .append(text(column.name()))
                    .append(", zh: ")
                    .append(text(column.name()))
                    .append("}}\n");
        }
        return out.toString();
    }

    private static String kindOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.matches(".*(phone|mobile|手机).*") ? "phone" : lower.matches(".*(email|邮箱).*") ? "email" : "member";
    }

    private static boolean isWholeNumber(ColumnProfile customer) {
        return customer.isNumeric() && customer.examples().stream().allMatch(example -> example.matches("\\d+\\.0"));
    }

    /// A text in quotes where YAML would take it for something else.
    private static String text(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9_]*") && !text.matches("(?i)y|n|yes|no|true|false|null|on|off")
                ? text
                : JSON.writeValueAsString(text);
    }
}
