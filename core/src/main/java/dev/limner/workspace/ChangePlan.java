package dev.limner.workspace;

import dev.limner.language.Children;
import dev.limner.language.Parser;
import dev.limner.language.plan.Lexicon;
import dev.limner.portrait.Moment;
import dev.limner.problem.UserProblem;
import dev.limner.segment.SegmentRule;
import dev.limner.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/// What applying other segments by rules would do: which change, whom that lets in and out as of now, and which other
/// segments it reaches.
public final class ChangePlan {
    private static final int EXAMPLES = 5;

    private final Desk desk;
    private final Map<String, SegmentRule> before;
    private final Map<String, SegmentRule> after;

    /// The plan of replacing what was last applied by `after`.
    public ChangePlan(Desk desk, Map<String, SegmentRule> after) {
        this.desk = desk;
        this.before = new Ruled(desk.workspace().store()).inForce();
        this.after = new LinkedHashMap<>(after);
    }

    /// The plan of going back to what held just before a version was applied.
    ///
    /// @throws UserProblem where there was none of that number
    public static ChangePlan before(Desk desk, int version) {
        Ruled log = new Ruled(desk.workspace().store());
        if (log.versions().stream().noneMatch(known -> known.number() == version)) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_PARAMETER,
                    "version",
                    Integer.toString(version),
                    log.versions().stream().map(known -> Integer.toString(known.number())).toList().toString());
        }
        return new ChangePlan(desk, log.asOf(version - 1));
    }

    /// The plan of changing some segments and taking others away.
    public static ChangePlan of(Desk desk, List<SegmentRule> changed, List<String> removed) {
        Map<String, SegmentRule> after =
                new LinkedHashMap<>(desk.workspace().definitions().segments().rules());
        changed.forEach(rule -> after.put(rule.id(), rule));
        removed.forEach(after::remove);
        return new ChangePlan(desk, after);
    }

    /// The plan of applying what the workspace's files say.
    public static ChangePlan ofFiles(Desk desk) {
        return new ChangePlan(desk, desk.workspace().files().segments().rules());
    }

    /// The changes, and what looking took.
    public record Result(List<Change> changes, double seconds) {
        public Result {
            changes = List.copyOf(changes);
        }
    }

    /// Looks at everybody as of now, before and after.
    ///
    /// @throws UserProblem where a rule is wrong, or names a segment that is taken away
    public Result look(Work work) {
        long start = System.nanoTime();
        Definitions files = desk.workspace().files();
        Lexicon then = files.with(before).lexicon();
        Lexicon next = files.with(after).lexicon();
        Map<String, Change.Kind> kinds = kinds();
        Moment now = desk.moment(null);
        Map<String, RoaringBitmap> was = members(then, present(before, kinds), now, work);
        Map<String, RoaringBitmap> is = members(next, present(after, kinds), now, work);
        List<Change> changes = new ArrayList<>();
        kinds.forEach((id, kind) -> changes.add(change(
                id, kind, was.getOrDefault(id, new RoaringBitmap()), is.getOrDefault(id, new RoaringBitmap()))));
        return new Result(changes, (System.nanoTime() - start) / 1e9);
    }

    /// Applies it and returns the number of the version; that of the last one where nothing changes.
    ///
    /// @throws UserProblem where a rule is wrong, or names a segment that is taken away; then nothing has changed
    public int apply(String note, Instant at) {
        desk.workspace().files().with(after);
        Ruled log = new Ruled(desk.workspace().store());
        if (kinds().isEmpty()) {
            return log.versions().isEmpty() ? 0 : log.versions().getFirst().number();
        }
        int version = log.apply(before, after, note, at);
        desk.workspace().put(after);
        return version;
    }

    /// The segments that change, in the order of the files, then those that are taken away, then those that are touched.
    private Map<String, Change.Kind> kinds() {
        Map<String, Change.Kind> kinds = new LinkedHashMap<>();
        after.forEach((id, rule) -> {
            SegmentRule old = before.get(id);
            if (old == null) {
                kinds.put(id, Change.Kind.NEW);
            } else if (!old.equals(rule)) {
                kinds.put(id, Change.Kind.CHANGED);
            }
        });
        before.keySet().stream().filter(id -> !after.containsKey(id)).forEach(id -> kinds.put(id, Change.Kind.REMOVED));
        Set<String> changed = Set.copyOf(kinds.keySet());
        after.keySet().stream()
                .filter(id -> !changed.contains(id) && !through(id, changed).isEmpty())
                .forEach(id -> kinds.put(id, Change.Kind.TOUCHED));
        return kinds;
    }

    private static List<String> present(Map<String, SegmentRule> rules, Map<String, Change.Kind> kinds) {
        return kinds.keySet().stream().filter(rules::containsKey).toList();
    }

    private Map<String, RoaringBitmap> members(Lexicon lexicon, List<String> ids, Moment now, Work work) {
        List<RoaringBitmap> found = desk.fulfilling(
                ids.stream().map(lexicon::segment).toList(), lexicon, now, null, work);
        Map<String, RoaringBitmap> byId = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            byId.put(ids.get(i), found.get(i));
        }
        return byId;
    }

    private Change change(String id, Change.Kind kind, RoaringBitmap was, RoaringBitmap is) {
        RoaringBitmap in = RoaringBitmap.andNot(is, was);
        RoaringBitmap out = RoaringBitmap.andNot(was, is);
        SegmentRule old = before.get(id);
        SegmentRule young = after.get(id);
        return new Change(
                id,
                kind,
                old == null ? null : old.rule(),
                young == null ? null : young.rule(),
                kind == Change.Kind.TOUCHED ? through(id, changedIds()) : List.of(),
                in.getCardinality(),
                out.getCardinality(),
                examples(in),
                examples(out));
    }

    private Set<String> changedIds() {
        Set<String> changed = new TreeSet<>();
        kinds().forEach((id, kind) -> {
            if (kind != Change.Kind.TOUCHED) {
                changed.add(id);
            }
        });
        return changed;
    }

    /// Which of `changed` a segment names, directly or through others.
    private List<String> through(String id, Set<String> changed) {
        Set<String> reached = new LinkedHashSet<>();
        reach(id, reached);
        reached.retainAll(changed);
        return List.copyOf(reached);
    }

    private void reach(String id, Set<String> reached) {
        SegmentRule rule = after.get(id);
        if (rule == null) {
            return;
        }
        for (String named : Children.segments(Parser.parse(rule.rule()).expr())) {
            if (reached.add(named)) {
                reach(named, reached);
            }
        }
    }

    private List<String> examples(RoaringBitmap customers) {
        List<String> examples = new ArrayList<>();
        for (int customer : customers) {
            if (examples.size() == EXAMPLES) {
                break;
            }
            examples.add(desk.workspace().store().customers().identifier(customer).value());
        }
        return examples;
    }
}
