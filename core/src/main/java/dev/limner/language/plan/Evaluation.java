package dev.limner.language.plan;

import dev.limner.engine.Scope;
import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One thread's view of a plan: open a history at an instant, then ask.
///
/// Not for two threads at once. A history that is opened must stay as it is while it is asked about.
public final class Evaluation {
    /// Deeper nesting of times and values than any definition has.
    private static final int DEEPEST = 64;

    private final Plan plan;
    private final InForce inForce;
    private final Zones zones;
    private final CodeMemo[] memos;
    private final List<Frame> frames = new ArrayList<>();
    private final History nobody;
    private History last;
    private boolean isPart;
    private boolean missed;

    Evaluation(Plan plan, InForce inForce) {
        this.plan = plan;
        this.inForce = inForce;
        zones = new Zones(plan.zoneProperty(), plan.zoneTrait(), plan.clock());
        memos = new CodeMemo[plan.memos()];
        nobody = new History(plan.needs().properties(), _ -> "");
        nobody.begin(-1);
        last = nobody;
        forget();
    }

    /// Looks at a history as of an instant.
    ///
    /// @param micros microseconds since 1970
    public void open(History history, long micros, Scope.Mode mode) {
        remember(history);
        isPart = false;
        root().open(history, micros, mode);
    }

    /// Looks at a history whose earlier events are left out: all windows must begin after these. Whoever asks must
    /// ask [#hasMissed] at last.
    public void openPart(History history, long micros, Scope.Mode mode) {
        open(history, micros, mode);
        isPart = true;
        missed = false;
    }

    /// Whether something asked since [#openPart] may have another answer by the whole history.
    public boolean hasMissed() {
        return isPart && missed;
    }

    /// Something was looked for as far back as there are events, and there was not as much as would have sufficed.
    void miss() {
        missed = true;
    }

    private void remember(History history) {
        if (!history.sharesTexts(last)) {
            forget();
            last = history;
        }
    }

    /// What is remembered of texts by their codes holds for histories of one run only.
    private void forget() {
        for (int i = 0; i < memos.length; i++) {
            memos[i] = new CodeMemo();
        }
    }

    /// Looks at a history as if some of its events had never been.
    void openWithout(BitSet removed, History history, long micros, Scope.Mode mode) {
        remember(history);
        root().openWithout(removed, history, micros, mode);
    }

    /// Looks at a customer without any event that the plan needs.
    public void openNobody(long micros) {
        open(nobody, micros, Scope.Mode.AS_CORRECTED);
    }

    /// Whether a condition of the plan holds.
    public boolean holds(int root) {
        return plan.truth(root).holds(root());
    }

    /// An instant after that asked for up to which, without a new event, a condition keeps its answer;
    /// [Long#MAX_VALUE] for ever. It may keep it for longer.
    public long until(int root) {
        return Math.min(plan.truth(root).until(root()), root().nextVisible());
    }

    /// The same of a condition whose answer is known.
    public long until(int root, boolean answer) {
        return Math.min(plan.truth(root).until(root(), answer), root().nextVisible());
    }

    /// The conditions whose answer, or [#until], an event of the history can be the reason for, whether
    /// or not it is visible yet. All others are as if it had never been.
    public BitSet concerned(int event) {
        return plan.concerns().of(root(), event);
    }

    /// The name of the zone that the customer's clock shows; of plans made [Compiler#withZone].
    public String zone() {
        return root().clock(true).zone().getId();
    }

    /// Events that the answer rests on: any part of this history that has them gives the same.
    public Citation cited(int root) {
        Citation citation = new Citation();
        plan.truth(root).cite(root(), citation);
        return citation;
    }

    /// The values of a `for any` for which it holds, in the order of their first sight; empty where the
    /// condition has
    /// none, or does not hold.
    public List<String> values(int root) {
        ForAnyOf forAny = plan.forAny(root);
        if (forAny == null || !holds(root)) {
            return List.of();
        }
        return forAny.values(root()).stream()
                .map(value -> forAny.text(root(), value))
                .toList();
    }

    /// The value of an expression that is no text: as [Plan.Value] says, null where missing.
    public @Nullable BigDecimal number(int value) {
        return Objects.requireNonNull(plan.value(value).quantity()).decimal(root());
    }

    /// The value of an expression that is a text or a list.
    public @Nullable String text(int value) {
        return Objects.requireNonNull(plan.value(value).text()).text(root());
    }

    public long valueUntil(int value) {
        Plan.Value of = plan.value(value);
        long until = of.quantity() != null
                ? of.quantity().moves() ? root().t() + 1 : of.quantity().until(root())
                : Objects.requireNonNull(of.text()).until(root());
        return Math.min(until, root().nextVisible());
    }

    /// Events that a value rests on.
    public Citation valueCited(int value) {
        Citation citation = new Citation();
        Plan.Value of = plan.value(value);
        if (of.quantity() != null) {
            of.quantity().cite(root(), citation);
        } else {
            Objects.requireNonNull(of.text()).cite(root(), citation);
        }
        return citation;
    }

    Frame root() {
        return frame(0);
    }

    Frame frame(int depth) {
        if (depth > DEEPEST) {
            throw new dev.limner.problem.InternalProblem("an expression looks " + depth + " frames deep");
        }
        while (frames.size() <= depth) {
            frames.add(new Frame(this, frames.size(), nobody, plan.clock()));
        }
        return frames.get(depth);
    }

    Slots slots() {
        return plan.slots();
    }

    CodeMemo memo(int slot) {
        return memos[slot];
    }

    InForce inForce() {
        return inForce;
    }

    Zones zones() {
        return zones;
    }

    LocalClock clock() {
        return plan.clock();
    }

    @Nullable
    Property known() {
        return plan.knownProperty();
    }
}
