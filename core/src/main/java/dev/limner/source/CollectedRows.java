package dev.limner.source;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.identity.Customers.Identifier;
import dev.limner.source.Mapping.Condition;
import dev.limner.source.Mapping.Rule;
import dev.limner.source.Mapping.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rows of a source whose clients send while the program runs, mapped one at a time.
///
/// A row is whatever values a message has, by path; the columns are those that the mapping speaks of. A
/// column finds the path of its name, or else one that is the same in other spelling (`productId` for
/// `product_id`). Without rules each type of the tracking plan takes the messages of its name.
public final class CollectedRows {
    /// What every message has, whatever it says.
    public static final String KIND = "message.kind";

    /// The source's own name for what happened, and the same in small letters with `_`.
    public static final String EVENT = "message.event";

    public static final String NAME = "message.name";
    /// Microseconds since 1970.
    public static final String AT = "message.at";

    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_REMEMBERED = 200;
    private static final Pattern HUMPS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}.]+");
    private static final Mapping.Time TIME = new Mapping.Time(List.of(AT), null, Unit.MICROS, null, null);

    private final Mapping mapping;
    private final List<String> columns;
    private final Set<String> known;
    private final RowMapper mapper;
    private final Tally tally = new Tally();
    /// Names as tracking plans write them, by what was sent; those that come again and again.
    private final Map<String, String> plain = new HashMap<>();

    private List<Identifier> identifiers = List.of();

    /// @throws dev.limner.problem.UserProblem where the mapping names a type or property that does not exist
    public CollectedRows(Mapping mapping, TrackingPlan plan, Customers customers) {
        this.mapping = mapping.rules().isEmpty() ? mapping.withRules(ofEachType(plan)) : mapping;
        columns = columns(this.mapping, plan);
        known = Set.copyOf(columns);
        Mapping.Time time = mapping.time();
        mapper = new RowMapper(
                this.mapping,
                mapping.source(),
                columns,
                plan,
                tally,
                time == null ? TIME : time,
                place -> mapping.identifiers().isEmpty()
                        ? whom(customers)
                        : new RowIdentity(mapping.identifiers(), place, customers));
    }

    /// A name as tracking plans write it: small letters and `_`.
    public static String plain(String name) {
        String parted = HUMPS.matcher(name).replaceAll("_");
        String plain = NO_WORD.matcher(parted).replaceAll("_").toLowerCase(Locale.ROOT);
        return plain.startsWith("_") && plain.length() > 1 ? plain.substring(1) : plain;
    }

    /// The same, remembered; by one thread at a time.
    public String plainly(String name) {
        String known = plain.get(name);
        if (known == null) {
            known = plain(name);
            if (plain.size() < MOST_REMEMBERED && name.length() < LONGEST_REMEMBERED) {
                plain.put(name, known);
            }
        }
        return known;
    }

    private static List<Rule> ofEachType(TrackingPlan plan) {
        return plan.types().stream().map(CollectedRows::ofType).toList();
    }

    private static Rule ofType(EventType type) {
        Condition named = new Condition(null, List.of(type.name()), null, null, null);
        return new Rule(type.name(), type.title(), Map.of(NAME, named), null, type.name(), true, null);
    }

    /// The columns that a mapping speaks of, but those that it makes itself.
    private static List<String> columns(Mapping mapping, TrackingPlan plan) {
        Set<String> named = new LinkedHashSet<>(List.of(KIND, EVENT, NAME, AT));
        mapping.identifiers().forEach(identifier -> named.add(identifier.column()));
        if (mapping.time() != null && mapping.time().column() != null) {
            named.addAll(mapping.time().column());
        }
        Places places = named::add;
        new RowCleaning(mapping, places::of, new Tally());
        mapping.compute().forEach((name, value) -> RowValue.of(name, value, places::of));
        for (Rule rule : mapping.rules()) {
            RowTest.of(rule.when(), places::of);
            if (rule.properties() != null) {
                rule.properties().forEach((name, value) -> RowValue.of(name, value, places::of));
            }
            if (rule.event() != null && Boolean.TRUE.equals(rule.likeNamed())) {
                plan.type(rule.event()).properties().stream()
                        .map(Property::name)
                        .forEach(named::add);
            }
        }
        RowCleaning.columns(mapping).forEach(named::remove);
        mapping.compute().keySet().forEach(named::remove);
        return List.copyOf(named);
    }

    /// Notes the names that are asked for; where they will be is not known yet.
    private interface Places {
        boolean note(String column);

        default int of(String column) {
            note(column);
            return 0;
        }
    }

    private Whom whom(Customers customers) {
        return new Whom() {
            @Override
            public int node(List<String> fields, long at) {
                return identifiers.isEmpty() ? EventBatch.ANONYMOUS : customers.node(identifiers, at);
            }

            @Override
            public boolean namesErased(List<String> fields) {
                return false; // whoever takes messages has asked already
            }

            @Override
            public Set<Integer> columns() {
                return Set.of(columns.indexOf(KIND), columns.indexOf(NAME)); // not worth keeping with each event
            }
        };
    }

    /// Puts the row's event at the end of `batch`; or returns the row with the reason why it is set aside.
    ///
    /// @param key tells the row from all others of the source
    /// @param values by path, with those of every message
    /// @param about the identifiers of whom it is about, by the kinds of this workspace
    public EventSink.@Nullable QuarantinedRow map(
            List<String> key, Map<String, String> values, List<Identifier> about, EventBatch batch) {
        identifiers = about;
        Map<String, String> beside = new TreeMap<>(values);
        Map<String, String> spelled = new HashMap<>();
        List<String> fields = new ArrayList<>(columns.size());
        for (String column : columns) {
            String field = values.get(column);
            String path = column;
            if (field == null) {
                if (spelled.isEmpty()) {
                    values.keySet().stream()
                            .filter(other -> !known.contains(other))
                            .forEach(other -> spelled.putIfAbsent(plainly(other), other));
                    spelled.putIfAbsent("", "");
                }
                path = spelled.getOrDefault(column, column);
                field = values.getOrDefault(path, "");
            }
            beside.remove(path);
            fields.add(field);
        }
        return mapper.map(new Rows.Row(null, 0, fields, key, null), beside, batch);
    }

    /// The id that the event of a row bears.
    public UUID id(List<String> key) {
        Digest digest = new Digest(mapping.source());
        digest.of(key);
        return new UUID(digest.high(), digest.low());
    }

    /// What the mapping calls a kind of identifier that a protocol names.
    public String kind(String named) {
        Mapping.Collect collect = mapping.collect();
        return collect == null ? named : collect.kind(named);
    }
}
