package dev.limner.source;

import dev.limner.event.ValueType;
import dev.limner.problem.Words;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Proposes a mapping for a file from its first rows. What it proposes is for a person to look through:
/// each part tells its reason and how far it may be trusted.
///
/// - **Customer**: the column whose name speaks of one (`customer`, `user`, `会员`, ...), whole words first;
///   else nobody, and the rows are anonymous.
/// - **Time**: the column whose values are times, those with hours before days, and names that speak of a
///   time first; else the day given, for all rows.
/// - **Event**: one rule a value where a column such as `event` or `behaviour` has few; else `purchase`
///   where there is money and a pieces column or an item, `traits` where no customer has two rows, else one
///   named after the source.
public final class Proposer {
    private static final List<String> CUSTOMER = List.of(
            "customer",
            "user",
            "member",
            "client",
            "household",
            "visitor",
            "buyer",
            "donor",
            "lead",
            "card",
            "openid",
            "unionid",
            "会员",
            "客户",
            "用户",
            "卡号",
            "phone",
            "mobile",
            "手机",
            "email",
            "邮箱");
    private static final String TIME_NAME = ".*(time|date|at$|when|day|时间|日期|ts$).*";
    private static final Set<String> KIND_NAMES =
            Set.of("event", "event_type", "eventtype", "behaviour", "behavior", "behavior_type", "action", "事件", "行为");
    private static final int MOST_KINDS = 30;

    /// What the finding of columns that a file does not name is called.
    static final String COLUMNS = "format.columns";

    private final String source;
    private final String file;
    private final Usual usual;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> properties = new HashSet<>();

    /// What is taken where the sample does not tell.
    ///
    /// @param day as of which rows hold that bear no time
    public record Usual(String zone, String currency, LocalDate day) {}

    private Proposer(String source, String file, Usual usual) {
        this.source = source;
        this.file = file;
        this.usual = usual;
    }

    /// Reads so many rows of the file at the most. Where its first line looks like data, its columns are
    /// named `c1`, `c2`, ...
    ///
    /// @param file as the mapping shall name it
    /// @param path where it lies
    public static Proposal propose(String source, String file, Rows.Format format, Path path, int most, Usual usual) {
        try (Rows rows = format.open(path, Mapping.Format.DETECTED)) {
            if (rows.columns().stream().noneMatch(Proposer::isData)) {
                return new Proposer(source, file, usual).read(rows, most);
            }
            List<String> names = IntStream.rangeClosed(1, rows.columns().size())
                    .mapToObj(number -> "c" + number)
                    .toList();
            try (Rows again = format.open(path, new Mapping.Format(null, null, null, names, null, null, null))) {
                Proposer proposer = new Proposer(source, file, usual);
                proposer.found(
                        COLUMNS,
                        String.join(", ", names),
                        Confidence.GUESS,
                        "the first line looks like data: name the columns",
                        "首行像数据：请为各列命名");
                return proposer.read(again, most);
            }
        }
    }

    /// Whether what should be a column's name is a number.
    private static boolean isData(String name) {
        return name.strip().matches("-?\\d+(\\.\\d+)?");
    }

    private Proposal read(Rows rows, int most) {
        List<List<String>> sample = new ArrayList<>();
        for (Rows.@Nullable Row row = rows.next(); row != null && sample.size() < most; row = rows.next()) {
            if (row.broken() == null && row.fields().size() == rows.columns().size()) {
                sample.add(row.fields());
            }
        }
        List<ColumnProfile> profiles = IntStream.range(0, rows.columns().size())
                .mapToObj(place -> ColumnProfile.of(
                        rows.columns().get(place),
                        sample.stream().map(row -> row.get(place)).toList()))
                .toList();
        findings.addAll(0, rows.findings());
        return proposal(profiles, sample);
    }

    private Proposal proposal(List<ColumnProfile> profiles, List<List<String>> sample) {
        ColumnProfile customer = customer(profiles);
        ColumnProfile time = time(profiles, customer);
        ColumnProfile kind = profiles.stream()
                .filter(profile -> KIND_NAMES.contains(profile.name().toLowerCase(Locale.ROOT))
                        && profile.distinct() <= MOST_KINDS)
                .findFirst()
                .orElse(null);
        List<ColumnProfile> given = profiles.stream()
                .filter(profile -> !profile.equals(customer) && !profile.equals(time) && !profile.equals(kind))
                .toList();
        List<Proposal.Column> columns = given.stream().map(this::column).toList();
        List<String> events = kind == null
                ? List.of(event(profiles, customer))
                : sample.stream()
                        .map(row -> row.get(profiles.indexOf(kind)))
                        .distinct()
                        .sorted()
                        .toList();
        if (kind != null) {
            found("rules", kind.name(), Confidence.LIKELY, "its values are kinds of events", "其取值为事件类型");
        }
        boolean hasMoney = columns.stream().anyMatch(column -> column.type() == ValueType.MONEY);
        ProposalText text = new ProposalText(source, file, usual, findings);
        return new Proposal(
                findings,
                columns,
                text.mapping(customer, time, kind, events, columns, hasMoney ? currency(profiles) : null),
                text.plan(
                        kind == null
                                ? events
                                : events.stream().map(Proposer::name).toList(),
                        columns));
    }

    private @Nullable ColumnProfile customer(List<ColumnProfile> profiles) {
        ColumnProfile best = null;
        int bestRank = Integer.MAX_VALUE;
        for (ColumnProfile profile : profiles) {
            String name = profile.name().toLowerCase(Locale.ROOT);
            for (int i = 0; i < CUSTOMER.size(); i++) {
                boolean isWhole =
                        name.replaceAll("[_ .-]?(id|no|number|编号|号)$", "").equals(CUSTOMER.get(i));
                int rank = (isWhole ? 0 : 100) + i;
                if (name.contains(CUSTOMER.get(i))
                        && profile.times() == null
                        && profile.type() != ValueType.BOOLEAN
                        && rank < bestRank) {
                    best = profile;
                    bestRank = rank;
                }
            }
        }
        if (best == null) {
            found(
                    "customer",
                    "",
                    Confidence.GUESS,
                    "no column's name speaks of a customer: the rows are anonymous",
                    "没有列名像客户标识：各行视为匿名");
        } else {
            found(
                    "customer.column",
                    best.name(),
                    bestRank < 100 ? Confidence.LIKELY : Confidence.GUESS,
                    "its name speaks of a customer; %d different values".formatted(best.distinct()),
                    "列名像客户标识；共 %d 个不同取值".formatted(best.distinct()));
        }
        return best;
    }

    private @Nullable ColumnProfile time(List<ColumnProfile> profiles, @Nullable ColumnProfile customer) {
        List<ColumnProfile> times = profiles.stream()
                .filter(profile -> !profile.equals(customer) && profile.times() != null && profile.filled() > 0.5)
                .sorted(Comparator.comparing(Proposer::plausibility).reversed())
                .toList();
        if (times.isEmpty()) {
            found(
                    "time.constant",
                    usual.day().toString(),
                    Confidence.GUESS,
                    "no column holds times: write the day as of which the rows hold",
                    "没有时间列：请写明数据截至的日期");
            return null;
        }
        ColumnProfile best = times.getFirst();
        TimeForms.Form form = form(best);
        found(
                "time.column",
                best.name(),
                times.size() == 1 ? form.confidence() : Confidence.GUESS,
                times.size() == 1
                        ? form.reason().en()
                        : "%d columns hold times, this one most likely the event's".formatted(times.size()),
                times.size() == 1 ? form.reason().zh() : "共有 %d 个时间列，此列最可能是事件时间".formatted(times.size()));
        String how = form.unit() == null
                ? String.join(", ", form.patterns())
                : form.unit().name().toLowerCase(Locale.ROOT);
        findings.add(
                new Finding(form.unit() == null ? "time.pattern" : "time.unit", how, form.confidence(), form.reason()));
        if (!form.hasOffset()) {
            found(
                    "zone",
                    usual.zone(),
                    Confidence.GUESS,
                    "times bear no zone: the workspace's is taken",
                    "时间未带时区：取工作区时区");
        }
        return best;
    }

    private static TimeForms.Form form(ColumnProfile profile) {
        TimeForms.Form form = profile.times();
        if (form == null) {
            throw new AssertionError(profile.name());
        }
        return form;
    }

    private static int plausibility(ColumnProfile profile) {
        TimeForms.Form form = form(profile);
        boolean isBirth = profile.name().toLowerCase(Locale.ROOT).matches(".*(birth|生日|出生).*");
        return (form.hasHours() ? 2 : 0)
                + (profile.name().toLowerCase(Locale.ROOT).matches(TIME_NAME) ? 1 : 0)
                - (isBirth ? 4 : 0);
    }

    private String event(List<ColumnProfile> profiles, @Nullable ColumnProfile customer) {
        boolean hasMoney = profiles.stream().anyMatch(profile -> profile.type() == ValueType.MONEY);
        boolean hasItem = profiles.stream()
                .anyMatch(profile -> profile.name()
                        .toLowerCase(Locale.ROOT)
                        .matches(".*(quantity|item|sku|product|stock|pieces|商品|数量).*"));
        if (hasMoney && hasItem) {
            found("rules", "purchase", Confidence.GUESS, "there are money and items", "有金额与商品");
            return "purchase";
        }
        if (customer != null && customer.isUnique() && customer.filled() == 1) {
            found("rules", "traits", Confidence.LIKELY, "no customer has two rows", "每位客户只有一行");
            return "traits";
        }
        String name = name(source);
        found("rules", name, Confidence.GUESS, "named after the source", "按数据源命名");
        return name;
    }

    private String currency(List<ColumnProfile> profiles) {
        for (ColumnProfile profile : profiles) {
            String name = profile.name().toUpperCase(Locale.ROOT);
            for (String code : List.of("CNY", "USD", "EUR", "GBP", "JPY", "HKD")) {
                if (name.contains(code)) {
                    found("currency", code, Confidence.LIKELY, "a column is named after it", "列名含该货币");
                    return code;
                }
            }
        }
        found(
                "currency",
                usual.currency(),
                Confidence.GUESS,
                "nothing tells: the workspace's is taken",
                "数据未说明：取工作区货币");
        return usual.currency();
    }

    private Proposal.Column column(ColumnProfile profile) {
        String property = name(profile.name());
        int number = 2;
        String free = property;
        while (!properties.add(free)) {
            free = property + "_" + number++;
        }
        findings.add(new Finding("columns." + profile.name(), typed(profile), profile.confidence(), profile.reason()));
        return new Proposal.Column(
                profile.name(),
                free,
                profile.type(),
                profile.confidence(),
                profile.filled(),
                profile.distinct(),
                profile.examples());
    }

    private static String typed(ColumnProfile profile) {
        return profile.type().name().toLowerCase(Locale.ROOT);
    }

    /// A name as definitions write it: `unitPrice` and `Unit Price` become `unit_price`.
    static String name(String text) {
        String name = text.strip()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
        return name.isEmpty() ? "unnamed" : Character.isDigit(name.charAt(0)) ? "c_" + name : name;
    }

    private void found(String key, String value, Confidence confidence, String en, String zh) {
        findings.add(new Finding(key, value, confidence, new Words(en, zh)));
    }
}
