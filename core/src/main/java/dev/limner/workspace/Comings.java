package dev.limner.workspace;

import dev.limner.engine.Scope;
import dev.limner.language.plan.Lexicon;
import dev.limner.portrait.Column;
import dev.limner.portrait.Moment;
import dev.limner.portrait.People;
import dev.limner.portrait.Portraits;
import dev.limner.portrait.Tag;
import dev.limner.work.Work;
import dev.limner.workspace.Rulebook.Kind;
import dev.limner.workspace.Rulebook.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/// Who comes in and who goes out where other definitions hold, as of now: one pass over everybody before,
/// one after, and
/// the same for tags.
final class Comings {
    private static final int EXAMPLES = 5;
    private static final Coming NOBODY = new Coming(new RoaringBitmap(), new RoaringBitmap());

    private final Desk desk;
    private final Map<Ref, Coming> byRef;
    private final double seconds;

    private Comings(Desk desk, Map<Ref, Coming> byRef, double seconds) {
        this.desk = desk;
        this.byRef = byRef;
        this.seconds = seconds;
    }

    /// The numbers of those who come in and go out.
    record Coming(RoaringBitmap in, RoaringBitmap out) {}

    /// Looks at the definitions of `moving` alone.
    static Comings between(Desk desk, Definitions before, Definitions after, Collection<Ref> moving, Work work) {
        Map<Ref, Coming> byRef = new LinkedHashMap<>();
        if (moving.isEmpty()) {
            return new Comings(desk, byRef, 0);
        }
        Moment now = desk.moment(null);
        RoaringBitmap everybody = desk.everybody(now);
        long start = System.nanoTime();
        List<String> segments = ids(moving, Kind.SEGMENT);
        Map<String, RoaringBitmap> was = members(desk, before, segments, now, work);
        Map<String, RoaringBitmap> is = members(desk, after, segments, now, work);
        for (String id : segments) {
            RoaringBitmap old = was.getOrDefault(id, new RoaringBitmap());
            RoaringBitmap young = is.getOrDefault(id, new RoaringBitmap());
            byRef.put(Ref.segment(id), new Coming(RoaringBitmap.andNot(young, old), RoaringBitmap.andNot(old, young)));
        }
        List<String> tags = ids(moving, Kind.TAG);
        if (!tags.isEmpty()) {
            People then = people(desk, before, tags, now, work);
            People next = people(desk, after, tags, now, work);
            tags.forEach(tag -> byRef.put(Ref.tag(tag), coming(tag, then, next, everybody)));
        }
        return new Comings(desk, byRef, (System.nanoTime() - start) / 1e9);
    }

    Coming of(Ref ref) {
        return byRef.getOrDefault(ref, NOBODY);
    }

    double seconds() {
        return seconds;
    }

    List<String> examples(RoaringBitmap customers) {
        List<String> examples = new ArrayList<>();
        for (int customer : customers) {
            if (examples.size() == EXAMPLES) {
                break;
            }
            examples.add(desk.workspace().store().customers().name(customer));
        }
        return examples;
    }

    private static List<String> ids(Collection<Ref> refs, Kind kind) {
        return refs.stream().filter(ref -> ref.kind() == kind).map(Ref::id).toList();
    }

    private static Map<String, RoaringBitmap> members(
            Desk desk, Definitions definitions, List<String> ids, Moment now, Work work) {
        List<String> present =
                ids.stream().filter(definitions.segments().rules()::containsKey).toList();
        if (present.isEmpty()) {
            return Map.of();
        }
        Lexicon lexicon = definitions.lexicon();
        List<RoaringBitmap> found =
                desk.fulfilling(present.stream().map(lexicon::segment).toList(), lexicon, now, null, work);
        Map<String, RoaringBitmap> byId = new LinkedHashMap<>();
        for (int i = 0; i < present.size(); i++) {
            byId.put(present.get(i), found.get(i));
        }
        return byId;
    }

    private static People people(Desk desk, Definitions definitions, List<String> tags, Moment now, Work work) {
        Portraits portraits = definitions.portraits();
        List<String> offered = portraits.offered().stream()
                .map(Tag::name)
                .filter(tags::contains)
                .toList();
        return portraits.only(offered).people(desk.workspace().engine(), now, Scope.Mode.AS_CORRECTED, work);
    }

    private static Coming coming(String tag, People then, People next, RoaringBitmap everybody) {
        Column old = then.has(tag) ? then.column(tag) : null;
        Column young = next.has(tag) ? next.column(tag) : null;
        Coming coming = new Coming(new RoaringBitmap(), new RoaringBitmap());
        everybody.forEach((IntConsumer) customer -> {
            String was = text(old, customer);
            String is = text(young, customer);
            if (!Objects.equals(was, is)) {
                if (is != null) {
                    coming.in().add(customer);
                }
                if (was != null) {
                    coming.out().add(customer);
                }
            }
        });
        return coming;
    }

    private static @Nullable String text(@Nullable Column column, int customer) {
        return column == null ? null : column.text(customer);
    }
}
