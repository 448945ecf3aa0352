package dev.limner.segment;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.problem.UserProblem;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// One segment in use, and who is in it.
final class LiveRule {
    /// The latest of something is mostly no longer ago than this.
    private static final long MOSTLY_WITHIN = 100 * LocalClock.MICROS_PER_DAY;

    private final LiveSegments.Use use;
    private final int place;
    private final Checked checked;
    private final String spelled;
    private final @Nullable ClockPart clock;
    private final Plan alone;
    private final BitSet types = new BitSet();
    private final BitSet valued = new BitSet();
    private final RoaringBitmap members = new RoaringBitmap();
    private final Map<Integer, List<String>> values = new HashMap<>();

    /// Nobody is in yet.
    ///
    /// @param place what it is known by in [DueTimes]; no other one in use has it
    /// @throws UserProblem where the definition is wrong or refers to itself
    LiveRule(LiveSegments.Use use, int place, Lexicon lexicon) {
        Checked whole = lexicon.segment(use.id());
        ClockPart.Split split = use.track()
                ? new ClockPart.Split(whole.source(), null)
                : ClockPart.split(whole.source(), lexicon.plan());
        this.use = use;
        this.place = place;
        this.spelled = lexicon.spelled(use.id());
        this.clock = split.clock();
        this.checked =
                clock == null ? whole : Checker.condition(split.rest(), lexicon).orThrow();
        Compiler compiler = new Compiler(lexicon).condition(checked);
        alone = (clock == null ? compiler : compiler.withZone()).plan();
        alone.needs().types().stream().mapToInt(EventType::ordinal).forEach(types::set);
        alone.needs().types().stream()
                .filter(type -> alone.needs().properties().stream()
                        .anyMatch(property -> carries(type, property, lexicon.plan())))
                .mapToInt(EventType::ordinal)
                .forEach(valued::set);
    }

    /// Whether events of a type may have a property, other than when they were known.
    private static boolean carries(EventType type, Property property, TrackingPlan plan) {
        return type.properties().contains(property) || property.equals(plan.zone()) || property.equals(plan.source());
    }

    LiveSegments.Use use() {
        return use;
    }

    /// What it is known by in [DueTimes], for as long as it is in use.
    int place() {
        return place;
    }

    /// Whether a segment means the same in a lexicon.
    ///
    /// @throws UserProblem where its definition is wrong or refers to itself
    boolean means(LiveSegments.Use other, Lexicon lexicon) {
        return use.id().equals(other.id())
                && use.track() == other.track()
                && spelled.equals(lexicon.spelled(other.id()));
    }

    /// Writes what it means and who is in, for [SavedRule#read].
    void write(DataOutput out) throws IOException {
        new SavedRule(use, place, spelled, members, values).write(out);
    }

    /// A segment with whom it had when it was saved; null where it means something else now, or depends on parameters.
    ///
    /// @throws UserProblem where the definition is wrong or refers to itself
    static @Nullable LiveRule resumed(SavedRule saved, LiveSegments.Use use, Lexicon lexicon) {
        LiveRule rule = new LiveRule(use, saved.place(), lexicon);
        boolean isSame =
                !rule.usesParameters() && use.track() == saved.use().track() && rule.spelled.equals(saved.spelled());
        if (!isSame) {
            return null;
        }
        rule.members.or(saved.members());
        rule.values.putAll(saved.values());
        return rule;
    }

    /// The condition, without the clock's part.
    Checked checked() {
        return checked;
    }

    /// What of it is answered when somebody asks; null where it is exact by itself.
    @Nullable
    ClockPart clock() {
        return clock;
    }

    /// Whether an event of a type can change who is in.
    boolean reads(int type) {
        return types.get(type);
    }

    BitSet types() {
        return types;
    }

    /// The types of which it reads values.
    BitSet valued() {
        return valued;
    }

    /// Before when it reads no event, asked as of an instant, or seldom one, where the latest that fulfil something
    /// count; [Long#MIN_VALUE] where it reads all of time.
    long since(long micros) {
        long windows = alone.since(micros);
        return alone.looksAtLatest() ? Math.min(windows, micros - MOSTLY_WITHIN) : windows;
    }

    boolean usesParameters() {
        return alone.usesParameters();
    }

    /// Those who fulfil it, but for the clock's part.
    RoaringBitmap members() {
        return members;
    }

    /// The values by which a customer is in.
    List<String> values(int customer) {
        return values.getOrDefault(customer, List.of());
    }

    void set(int customer, boolean in, List<String> by) {
        if (in) {
            members.add(customer);
        } else {
            members.remove(customer);
        }
        if (by.isEmpty()) {
            values.remove(customer);
        } else {
            values.put(customer, by);
        }
    }
}
