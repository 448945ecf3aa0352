package dev.limner.workspace;

import dev.limner.portrait.Tag;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.segment.SegmentRule;
import dev.limner.work.Work;
import dev.limner.workspace.Rulebook.Kind;
import dev.limner.workspace.Rulebook.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What applying other definitions would do: which change, whom that lets in and out as of now, and which
/// others it
/// reaches; and the doing of it.
public final class ChangePlan {
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,99}");

    private final Desk desk;
    private final Rulebook before;
    private final Rulebook after;
    /// Those to be told of even where they stay as they are.
    private final Set<Ref> asked;

    private final boolean fromFiles;

    private ChangePlan(Desk desk, Rulebook before, Rulebook after, Collection<Ref> asked, boolean fromFiles) {
        this.desk = desk;
        this.before = before;
        this.after = after;
        this.asked = new LinkedHashSet<>(asked);
        this.fromFiles = fromFiles;
    }

    /// The plan of applying what the workspace's files say.
    public static ChangePlan ofFiles(Desk desk) {
        Rulebook files = desk.workspace().readFiles();
        return new ChangePlan(
                desk, desk.workspace().rulebook(), files, files.all().keySet(), true);
    }

    /// The plan of new or other segments, and of taking some away.
    ///
    /// @throws UserProblem where one cannot be called so, or there is none of that id to take away
    public static ChangePlan ofEdits(Desk desk, List<SegmentRule> segments, List<String> remove) {
        Rulebook before = desk.workspace().rulebook();
        Map<String, SegmentRule> edited = new LinkedHashMap<>();
        for (SegmentRule rule : segments) {
            if (!before.segments().containsKey(rule.id())
                    && !ID.matcher(rule.id()).matches()) {
                throw UserProblem.of(Code.BAD_ID, rule.id());
            }
            SegmentRule old = before.segments().get(rule.id());
            edited.put(rule.id(), old == null || rule.owner() != null ? rule : rule.ownedBy(old.owner()));
        }
        for (String id : remove) {
            if (!before.segments().containsKey(id)) {
                throw UserProblem.of(Code.UNKNOWN_SEGMENT, id);
            }
        }
        List<Ref> removed = remove.stream().map(Ref::segment).toList();
        List<Ref> asked =
                new ArrayList<>(edited.keySet().stream().map(Ref::segment).toList());
        asked.addAll(removed);
        Rulebook after = before.with(new Rulebook(edited, Map.of()), removed);
        return new ChangePlan(desk, before, after, asked, false);
    }

    /// The plan of taking back what a version changed: each definition that it changed says what it said
    /// before.
    ///
    /// @throws UserProblem where there is no such version, or nothing was before it
    public static ChangePlan undoing(Desk desk, int version) {
        RulebookLog log = desk.workspace().log();
        known(log, version);
        if (version == 1) {
            throw UserProblem.of(Code.NOTHING_BEFORE, Integer.toString(version));
        }
        Rulebook then = log.asOf(version);
        Rulebook earlier = log.asOf(version - 1);
        Rulebook now = desk.workspace().rulebook();
        Set<Ref> changed = differing(earlier, then);
        return new ChangePlan(desk, now, taken(now, earlier, changed), changed, false);
    }

    /// The plan of going back to what held from a version on.
    ///
    /// @throws UserProblem where there is no such version
    public static ChangePlan backTo(Desk desk, int version) {
        known(desk.workspace().log(), version);
        Rulebook now = desk.workspace().rulebook();
        Rulebook then = desk.workspace().log().asOf(version);
        Set<Ref> changed = differing(now, then);
        return new ChangePlan(desk, now, taken(now, then, changed), changed, false);
    }

    private static void known(RulebookLog log, int version) {
        if (version < 1 || version > log.last()) {
            throw UserProblem.of(Code.UNKNOWN_VERSION, Integer.toString(version), Integer.toString(log.last()));
        }
    }

    /// The rulebook with these definitions as another one has them.
    private static Rulebook taken(Rulebook rulebook, Rulebook from, Set<Ref> which) {
        Map<String, SegmentRule> segments = new LinkedHashMap<>(from.segments());
        segments.keySet().removeIf(id -> !which.contains(Ref.segment(id)));
        Map<String, Tag.Entry> tags = new LinkedHashMap<>(from.tags());
        tags.keySet().removeIf(name -> !which.contains(Ref.tag(name)));
        return rulebook.with(
                new Rulebook(segments, tags),
                which.stream().filter(ref -> from.definition(ref) == null).toList());
    }

    /// The definitions that two rulebooks do not have in common.
    static Set<Ref> differing(Rulebook before, Rulebook after) {
        Set<Ref> all = new LinkedHashSet<>(after.all().keySet());
        all.addAll(before.all().keySet());
        all.removeIf(ref -> Objects.equals(before.definition(ref), after.definition(ref)));
        return all;
    }

    /// The changes, what forbids them, and what looking took.
    ///
    /// @param changes those asked about, those that change, then those that are touched; empty where
    /// something is wrong
    public record Result(List<Change> changes, List<Wrong> problems, double seconds) {
        public Result {
            changes = List.copyOf(changes);
            problems = List.copyOf(problems);
        }
    }

    /// Looks at everybody as of now, before and after.
    public Result look(Work work) {
        List<Wrong> wrong = wrong();
        if (!wrong.isEmpty()) {
            return new Result(List.of(), wrong, 0);
        }
        Set<Ref> changed = differing(before, after);
        Naming naming = new Naming(after);
        Map<Ref, Set<Ref>> reached = new LinkedHashMap<>();
        after.all().keySet().forEach(ref -> reached.put(ref, naming.reached(ref)));
        Set<Ref> told = new LinkedHashSet<>(asked);
        told.addAll(changed);
        Set<Ref> moving = new LinkedHashSet<>(changed);
        after.all().keySet().stream()
                .filter(ref -> reached.getOrDefault(ref, Set.of()).stream().anyMatch(changed::contains))
                .forEach(moving::add);
        told.addAll(moving);
        Comings comings = Comings.between(desk, desk.workspace().definitions(), bound(), moving, work);
        List<Change> changes = new ArrayList<>();
        for (Ref ref : told) {
            Comings.Coming coming = comings.of(ref);
            Set<Ref> through = new HashSet<>(reached.getOrDefault(ref, Set.of()));
            through.retainAll(changed);
            changes.add(new Change(
                    ref,
                    kind(ref),
                    text(before.definition(ref)),
                    text(after.definition(ref)),
                    coming.in().getLongCardinality(),
                    coming.out().getLongCardinality(),
                    comings.examples(coming.in()),
                    comings.examples(coming.out()),
                    ids(reached.keySet().stream()
                            .filter(other -> !other.equals(ref)
                                    && reached.getOrDefault(other, Set.of()).contains(ref))
                            .toList()),
                    ids(through.stream().filter(other -> !other.equals(ref)).toList())));
        }
        return new Result(changes, List.of(), comings.seconds());
    }

    /// Applies it and returns the number of the version now in force.
    ///
    /// @throws UserProblem where a definition is wrong, or others were applied since this was planned; then
    /// nothing has
    /// changed
    public int apply(String note, Instant at) {
        return desk.workspace().exclusively(() -> {
            List<Wrong> wrong = wrong();
            if (!wrong.isEmpty()) {
                throw Wrong.together(wrong);
            }
            if (!desk.workspace().rulebook().equals(before)) {
                throw UserProblem.of(Code.DEFINITIONS_MOVED);
            }
            RulebookLog log = desk.workspace().log();
            Set<Ref> changed = differing(before, after);
            int last = log.last();
            if (last == 0) {
                last = log.apply(Rulebook.EMPTY, before, changed.isEmpty() ? note : "", at);
            }
            if (changed.isEmpty()) {
                return last;
            }
            Definitions next = bound();
            if (!fromFiles) {
                desk.workspace().writeFiles(changed, after);
            }
            int version = log.apply(before, after, note, at);
            desk.workspace().put(next, after);
            desk.redefine();
            return version;
        });
    }

    private Definitions bound() {
        return desk.workspace().bind(after);
    }

    /// What is wrong with the definitions to come. Where one is taken away that others name, that is said
    /// of the one, and
    /// not of each that names it.
    private List<Wrong> wrong() {
        List<Wrong> wrong = new ArrayList<>();
        Naming naming = new Naming(after);
        Set<String> taken = new HashSet<>();
        for (Ref ref : before.all().keySet()) {
            List<Ref> namers = after.definition(ref) == null ? naming.namers(ref) : List.of();
            List<String> names = new ArrayList<>(ids(namers));
            if (ref.kind() == Kind.TAG
                    && after.definition(ref) == null
                    && desk.workspace().hasGroupOf(ref.id())) {
                names.add(DefinitionFiles.SEGMENTS + "/");
            }
            if (ref.kind() == Kind.SEGMENT && after.definition(ref) == null) {
                desk.triggers().values().stream()
                        .filter(trigger -> trigger.segment().equals(ref.id()))
                        .forEach(trigger -> names.add(DefinitionFiles.TRIGGERS + "/" + trigger.trigger()));
            }
            if (!names.isEmpty()) {
                wrong.add(new Wrong(ref, UserProblem.of(Code.STILL_NAMED, ref.id(), String.join(", ", names))));
                taken.add(ref.id());
            }
        }
        desk.workspace().wrong(after).stream()
                .filter(each -> !isUnknown(each.problem(), taken))
                .forEach(wrong::add);
        return wrong;
    }

    private static boolean isUnknown(UserProblem problem, Set<String> taken) {
        return switch (problem.code()) {
            case UNKNOWN_SEGMENT, UNKNOWN_NAME, UNKNOWN_TAG -> {
                String name = problem.values().getFirst();
                yield taken.contains(name)
                        || (name.contains(":") && taken.contains(name.substring(0, name.indexOf(':'))));
            }
            default -> false;
        };
    }

    private Change.Kind kind(Ref ref) {
        Record old = before.definition(ref);
        Record young = after.definition(ref);
        if (old == null) {
            return Change.Kind.NEW;
        }
        if (young == null) {
            return Change.Kind.REMOVED;
        }
        return old.equals(young) ? Change.Kind.SAME : Change.Kind.CHANGED;
    }

    private static @Nullable String text(@Nullable Record definition) {
        if (definition instanceof SegmentRule rule) {
            return rule.rule();
        }
        if (definition instanceof Tag.Entry tag) {
            return tag.text();
        }
        return null;
    }

    private static List<String> ids(Collection<Ref> refs) {
        return refs.stream().map(Ref::id).distinct().toList();
    }
}
