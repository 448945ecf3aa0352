package dev.limner.language;

import dev.limner.engine.Scope.Mode;
import dev.limner.event.EventType;
import dev.limner.event.ValueType;
import dev.limner.language.naive.Elapsed;
import dev.limner.language.naive.Fact;
import dev.limner.language.naive.Life;
import dev.limner.language.naive.Metres;
import dev.limner.language.naive.SmallPlan;
import dev.limner.language.naive.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Cases of meaning in YAML: what happened, what is asked when, and the answer.
///
/// ```yaml
/// - name: two in a week
///   zone: Asia/Shanghai          # else UTC
///   at: 2026-03-01T00:00:00Z     # or a local time
///   mode: as_known               # else as_corrected
///   segments: {vip: "any purchase"}
///   tags: {spend: "sum(purchase.amount)"}
///   populations: [{tag: spend, segment: vip, values: [1, 2.5]}]
///   events:
///     - {at: 2026-02-27T00:00:00Z, known: 2026-02-28T00:00:00Z, id: a, type: purchase, in_zone:
/// Asia/Kathmandu,
/// amount: "12.5"}
///   expression: "count(purchase in last 7 days) >= 2"
///   expected: false
/// ```
///
/// `known` is `at` where it is not said, `source` is `test`, and ids count from e1. Properties are those of
/// [SmallPlan].
/// What is expected is true, false, a number, a text (also for instants, dates and durations, in ISO 8601),
/// null for missing, or the list of the values of a `for any`.
public final class Cases {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> KEYS = Set.of(
            "name", "zone", "at", "mode", "segments", "tags", "populations", "events", "expression", "expected", "why");
    private static final Set<String> EVENT_KEYS = Set.of("at", "known", "id", "type", "in_zone", "source");

    private Cases() {}

    /// One case: what happened, what is asked when, and the answer.
    ///
    /// @param expected as [#said] says it; null for missing
    /// @param values the values of a `for any`; null where the case asks for a single value
    /// @param why what is expected of the explanation, as it stands in the file; null where nothing is
    public record Case(
            String name,
            World world,
            Instant at,
            Mode mode,
            Life life,
            String text,
            @Nullable String expected,
            @Nullable List<String> values,
            @Nullable JsonNode why) {
        public Expr expr() {
            return Parser.parse(text).orThrow();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// All cases beside the tests, file by file.
    public static List<Case> all() {
        URL folder = Objects.requireNonNull(Cases.class.getResource("cases"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            List<Case> cases = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                cases.addAll(read(Files.readString(file)));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The cases of a file.
    public static List<Case> read(String yaml) {
        List<Case> cases = new ArrayList<>();
        for (JsonNode node : MAPPER.readTree(escaped(yaml)).values()) {
            String name = text(node, "name");
            try {
                cases.add(one(name, node));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("case '" + name + "': " + e.getMessage(), e);
            }
        }
        return cases;
    }

    /// The parser's buffer must not end within a surrogate pair, so these are escaped; they only stand in
    /// double
    /// quotes.
    private static String escaped(String yaml) {
        StringBuilder escaped = new StringBuilder();
        yaml.codePoints()
                .forEach(c -> escaped.append(
                        Character.isBmpCodePoint(c)
                                ? Character.toString(c)
                                : String.format(Locale.ROOT, "\\U%08X", c)));
        return escaped.toString();
    }

    private static Case one(String name, JsonNode node) {
        only(KEYS, node);
        ZoneId zone = ZoneId.of(node.has("zone") ? text(node, "zone") : "UTC");
        List<World.Population> populations = new ArrayList<>();
        for (JsonNode one : node.path("populations").values()) {
            only(Set.of("tag", "segment", "values"), one);
            List<BigDecimal> values = needed(one, "values").values().stream()
                    .map(JsonNode::decimalValue)
                    .toList();
            populations.add(
                    new World.Population(text(one, "tag"), one.has("segment") ? text(one, "segment") : null, values));
        }
        World world = new World(
                SmallPlan.plan(),
                zone,
                definitions(node.path("segments")),
                definitions(node.path("tags")),
                populations);
        List<Fact> facts = new ArrayList<>();
        for (JsonNode event : needed(node, "events").values()) {
            facts.add(fact(event, "e" + (facts.size() + 1), world));
        }
        JsonNode expected = needed(node, "expected");
        return new Case(
                name,
                world,
                instant(text(node, "at"), zone),
                node.has("mode") ? Mode.valueOf(text(node, "mode").toUpperCase(Locale.ROOT)) : Mode.AS_CORRECTED,
                new Life(facts),
                text(node, "expression"),
                expected.isArray() || expected.isNull() ? null : said(plain(expected)),
                expected.isArray()
                        ? expected.values().stream()
                                .map(JsonNode::asString)
                                .sorted()
                                .toList()
                        : null,
                node.get("why"));
    }

    private static Object plain(JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : node.isNumber() ? node.decimalValue() : node.stringValue();
    }

    private static Map<String, Expr> definitions(JsonNode node) {
        Map<String, Expr> definitions = new HashMap<>();
        node.properties()
                .forEach(entry -> definitions.put(
                        entry.getKey(),
                        Parser.parse(entry.getValue().stringValue()).orThrow()));
        return definitions;
    }

    private static Fact fact(JsonNode event, String id, World world) {
        EventType type = world.plan().type(text(event, "type"));
        Instant at = instant(text(event, "at"), world.zone());
        Map<String, Object> values = new HashMap<>();
        event.properties().forEach(entry -> {
            if (!EVENT_KEYS.contains(entry.getKey())) {
                ValueType of = world.plan().property(type, entry.getKey()).type();
                values.put(entry.getKey(), value(entry.getValue(), of, world.zone()));
            }
        });
        return new Fact(
                at,
                event.has("known") ? instant(text(event, "known"), world.zone()) : at,
                event.has("id") ? event.get("id").asString() : id,
                type.name(),
                event.has("in_zone") ? ZoneId.of(text(event, "in_zone")).getId() : null,
                event.has("source") ? text(event, "source") : "test",
                values);
    }

    private static Object value(JsonNode node, ValueType type, ZoneId zone) {
        return switch (type) {
            case TEXT -> node.stringValue();
            case NUMBER -> number(node).doubleValue();
            case INTEGER -> number(node).longValueExact();
            case MONEY -> number(node).setScale(4);
            case BOOLEAN -> node.booleanValue();
            case INSTANT -> instant(node.stringValue(), zone);
            case DATE -> LocalDate.parse(node.stringValue());
            case LIST -> node.values().stream().map(JsonNode::stringValue).toList();
        };
    }

    private static BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : new BigDecimal(node.stringValue());
    }

    private static Instant instant(String text, ZoneId zone) {
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    private static void only(Set<String> known, JsonNode node) {
        node.properties().forEach(entry -> {
            if (!known.contains(entry.getKey())) {
                throw new IllegalArgumentException("unknown key " + entry.getKey());
            }
        });
    }

    private static JsonNode needed(JsonNode node, String key) {
        JsonNode found = node.get(key);
        if (found == null) {
            throw new IllegalArgumentException("missing " + key);
        }
        return found;
    }

    private static String text(JsonNode node, String key) {
        return needed(node, key).stringValue();
    }

    /// A value as cases say it.
    public static @Nullable String said(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number when number.signum() == 0 -> "0";
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case Elapsed elapsed ->
                java.time.Duration.ofNanos(elapsed.micros().movePointRight(3).longValue())
                        .toString();
            case Metres metres -> metres.amount().toPlainString() + " m";
            default -> value.toString();
        };
    }

    /// A case as it stands in a file, with the answer that is given.
    public static String write(Case one) {
        StringBuilder yaml = new StringBuilder();
        line(yaml, "- name", quoted(one.name()));
        line(yaml, "  zone", one.world().zone().getId());
        line(yaml, "  at", one.at().toString());
        line(yaml, "  mode", one.mode().name().toLowerCase(Locale.ROOT));
        definitions(yaml, "segments", one.world().segments());
        definitions(yaml, "tags", one.world().tags());
        if (!one.world().populations().isEmpty()) {
            yaml.append("  populations:\n");
            for (World.Population population : one.world().populations()) {
                yaml.append("    - {tag: ").append(quoted(population.tag()));
                if (population.segment() != null) {
                    yaml.append(", segment: ").append(quoted(population.segment()));
                }
                yaml.append(", values: ").append(population.values()).append("}\n");
            }
        }
        yaml.append(one.life().facts().isEmpty() ? "  events: []\n" : "  events:\n");
        one.life().facts().stream()
                .sorted(Fact.ORDER)
                .forEach(fact -> yaml.append("    - ").append(written(fact)));
        line(yaml, "  expression", quoted(one.text()));
        line(yaml, "  expected", one.values() != null ? one.values().toString() : answer(one.expected()));
        return yaml.toString();
    }

    private static void definitions(StringBuilder yaml, String key, Map<String, Expr> definitions) {
        if (!definitions.isEmpty()) {
            yaml.append("  ").append(key).append(":\n");
            new TreeMap<>(definitions)
                    .forEach((name, expr) -> line(yaml, "    " + quoted(name), quoted(Printer.print(expr))));
        }
    }

    private static String written(Fact fact) {
        StringBuilder event = new StringBuilder("{at: ").append(fact.at());
        if (!fact.known().equals(fact.at())) {
            event.append(", known: ").append(fact.known());
        }
        event.append(", id: ").append(quoted(fact.id())).append(", type: ").append(fact.type());
        if (fact.zone() != null) {
            event.append(", in_zone: ").append(fact.zone());
        }
        if (!fact.source().equals("test")) {
            event.append(", source: ").append(quoted(fact.source()));
        }
        new TreeMap<>(fact.values())
                .forEach((name, value) -> event.append(", ")
                        .append(name)
                        .append(": ")
                        .append(
                                value instanceof List<?> list
                                        ? list.stream()
                                                .map(one -> quoted(one.toString()))
                                                .toList()
                                                .toString()
                                        : value instanceof Boolean ? value.toString() : quoted(value.toString())));
        return event.append("}\n").toString();
    }

    private static String answer(@Nullable String said) {
        return said == null || said.matches("true|false|-?\\d+(\\.\\d+)?") ? String.valueOf(said) : quoted(said);
    }

    private static void line(StringBuilder yaml, String key, String value) {
        yaml.append(key).append(": ").append(value).append('\n');
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
