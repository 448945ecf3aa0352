package dev.limner.segment;

import dev.limner.portrait.Catalogue;
import dev.limner.portrait.Column;
import dev.limner.portrait.People;
import dev.limner.portrait.Tag;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/// The segments of a workspace: every value of the choice tags that its definitions name, as `tag:value`,
/// and those that
/// are written as rules.
public final class Segments {
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Segment> byId = new LinkedHashMap<>();
    private final Map<String, SegmentRule> rules;

    /// One segment: those whose `tag` has the value.
    public record Segment(String id, Tag tag, Tag.Value value) {}

    /// The segments of one tag, in the order to show them.
    public record Group(SegmentDefinition definition, Tag tag, List<Segment> segments) {
        public Group {
            segments = List.copyOf(segments);
        }
    }

    /// How large a segment is.
    ///
    /// @param share of all customers
    /// @param spend in ten-thousandths; 0 where the workspace has no such tag
    /// @param spendShare of everybody's spend
    public record Size(long customers, double share, long spend, double spendShare) {}

    /// The segments that definitions describe.
    ///
    /// @throws UserProblem where a definition names no choice tag, or a value that it does not have
    public Segments(Collection<SegmentDefinition> definitions, Map<String, SegmentRule> rules, Catalogue catalogue) {
        this(rules);
        for (SegmentDefinition definition : definitions) {
            Tag tag = catalogue.tag(definition.tag());
            if (tag.type() != Tag.Type.CHOICE) {
                throw UserProblem.of(
                        UserProblem.Code.BAD_DEFINITION,
                        "segments need a choice, and the tag " + tag.name() + " is none");
            }
            List<String> values = definition.values() == null
                    ? tag.values().stream().map(Tag.Value::id).toList()
                    : definition.values();
            List<Segment> segments = values.stream().map(id -> segment(tag, id)).toList();
            segments.forEach(segment -> byId.put(segment.id(), segment));
            groups.add(new Group(definition, tag, segments));
        }
    }

    /// These segments without those by some tags.
    public Segments without(Collection<String> tags) {
        Segments fewer = new Segments(rules);
        groups.stream().filter(group -> !tags.contains(group.tag().name())).forEach(group -> {
            fewer.groups.add(group);
            group.segments().forEach(segment -> fewer.byId.put(segment.id(), segment));
        });
        return fewer;
    }

    private Segments(Map<String, SegmentRule> rules) {
        this.rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }

    public List<Group> groups() {
        return List.copyOf(groups);
    }

    /// The segments that are written in the language, by id, in the order of their files.
    public Map<String, SegmentRule> rules() {
        return rules;
    }

    /// Whether there is a segment of that id, of either kind.
    public boolean has(String id) {
        return byId.containsKey(id) || rules.containsKey(id);
    }

    /// The segment of a tag's value.
    ///
    /// @throws UserProblem where there is none
    public Segment segment(String id) {
        Segment segment = byId.get(id);
        if (segment == null) {
            List<String> all = new ArrayList<>(byId.keySet());
            all.addAll(rules.keySet());
            throw unknown(id, all);
        }
        return segment;
    }

    /// The numbers of those who are in the segment.
    public static RoaringBitmap members(People people, Segment segment) {
        Column column = people.column(segment.tag().name());
        int place = segment.tag().place(segment.value().id());
        RoaringBitmap members = new RoaringBitmap();
        people.customers().forEach((IntConsumer) customer -> {
            if (column.value(customer) == place) {
                members.add(customer);
            }
        });
        return members;
    }

    /// The sizes of a group's segments, in order, in one pass.
    public static List<Size> sizes(People people, Group group) {
        Column column = people.column(group.tag().name());
        boolean hasSpend = people.has(Rfm.MONETARY);
        int values = group.tag().values().size();
        long[] customers = new long[values];
        long[] spends = new long[values + 1];
        people.customers().forEach((IntConsumer) customer -> {
            int place = column.has(customer) ? (int) column.value(customer) : values;
            if (place < values) {
                customers[place]++;
            }
            if (hasSpend && people.column(Rfm.MONETARY).has(customer)) {
                spends[place] += people.column(Rfm.MONETARY).value(customer);
            }
        });
        long all = Arrays.stream(spends).sum();
        return group.segments().stream()
                .map(segment -> {
                    int place = group.tag().place(segment.value().id());
                    return new Size(
                            customers[place],
                            share(customers[place], people.size()),
                            spends[place],
                            share(spends[place], all));
                })
                .toList();
    }

    /// How large a set of customers is.
    public static Size size(People people, RoaringBitmap members) {
        long customers = RoaringBitmap.andCardinality(people.customers(), members);
        long spend = spend(people, members);
        return new Size(
                customers, share(customers, people.size()), spend, share(spend, spend(people, people.customers())));
    }

    private static long spend(People people, RoaringBitmap customers) {
        if (!people.has(Rfm.MONETARY)) {
            return 0;
        }
        Column spend = people.column(Rfm.MONETARY);
        long[] sum = {0};
        customers.forEach((IntConsumer) customer -> sum[0] += spend.has(customer) ? spend.value(customer) : 0);
        return sum[0];
    }

    static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static Segment segment(Tag tag, String value) {
        int place = tag.place(value);
        if (place < 0) {
            throw unknown(
                    tag.name() + ":" + value,
                    tag.values().stream()
                            .map(known -> tag.name() + ":" + known.id())
                            .toList());
        }
        return new Segment(tag.name() + ":" + value, tag, tag.values().get(place));
    }

    private static UserProblem unknown(String id, Collection<String> known) {
        List<String> values = new ArrayList<>(List.of(id));
        values.addAll(Nearest.to(id, known));
        return new UserProblem(UserProblem.Code.UNKNOWN_SEGMENT, "", values);
    }
}
