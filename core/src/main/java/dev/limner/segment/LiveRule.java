package dev.limner.segment;

import dev.limner.event.EventType;
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
    private final LiveSegments.Use use;
    private final Checked checked;
    private final String spelled;
    private final @Nullable ClockPart clock;
    private final BitSet types = new BitSet();
    private final boolean usesParameters;
    private final RoaringBitmap members = new RoaringBitmap();
    private final Map<Integer, List<String>> values = new HashMap<>();

    /// Nobody is in yet.
    ///
    /// @throws UserProblem where the definition is wrong or refers to itself
    LiveRule(LiveSegments.Use use, Lexicon lexicon) {
        Checked whole = lexicon.segment(use.id());
        ClockPart.Split split = use.track()
                ? new ClockPart.Split(whole.source(), null)
                : ClockPart.split(whole.source(), lexicon.plan());
        this.use = use;
        this.spelled = lexicon.spelled(use.id());
        this.clock = split.clock();
        this.checked =
                clock == null ? whole : Checker.condition(split.rest(), lexicon).orThrow();
        Compiler compiler = new Compiler(lexicon).condition(checked);
        Plan alone = (clock == null ? compiler : compiler.withZone()).plan();
        alone.needs().types().stream().mapToInt(EventType::ordinal).forEach(types::set);
        this.usesParameters = alone.usesParameters();
    }

    LiveSegments.Use use() {
        return use;
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
        new SavedRule(use, spelled, members, values).write(out);
    }

    /// Takes over who was in, if that was saved of the same segment with the same meaning.
    ///
    /// @return whether it was
    boolean resume(SavedRule saved) {
        boolean isSame = !usesParameters && use.track() == saved.use().track() && spelled.equals(saved.spelled());
        if (isSame) {
            members.or(saved.members());
            values.putAll(saved.values());
        }
        return isSame;
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

    boolean usesParameters() {
        return usesParameters;
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
