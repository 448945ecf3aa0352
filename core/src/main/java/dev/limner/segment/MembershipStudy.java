package dev.limner.segment;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.history.History;
import dev.limner.language.plan.Evaluation;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Plan;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Who fulfils each condition of a plan as of an instant, of all conditions in one pass.
///
/// A customer without any event that the plan reads is not met in the pass: what holds for such a one is
/// [#holdsForNobody].
public final class MembershipStudy implements Study<MembershipStudy.Members> {
    private final Plan plan;
    private final InForce inForce;
    private final long micros;
    private final Scope.Mode mode;

    /// @param micros the instant asked for, in microseconds since 1970
    public MembershipStudy(Plan plan, InForce inForce, long micros, Scope.Mode mode) {
        this.plan = plan;
        this.inForce = inForce;
        this.micros = micros;
        this.mode = mode;
    }

    /// The customers met so far, and those of them who fulfil each condition.
    public static final class Members implements Serializable {
        private transient RoaringBitmap met = new RoaringBitmap();
        private transient List<RoaringBitmap> fulfilling = new ArrayList<>();
        private transient @Nullable Evaluation evaluation;

        /// Everybody in the pass.
        public RoaringBitmap met() {
            return met;
        }

        /// Those who fulfil the condition of that number.
        public RoaringBitmap of(int condition) {
            return fulfilling.get(condition);
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            met.runOptimize();
            met.serialize(out);
            out.writeInt(fulfilling.size());
            for (RoaringBitmap each : fulfilling) {
                each.runOptimize();
                each.serialize(out);
            }
        }

        private void readObject(ObjectInputStream in) throws IOException {
            met = new RoaringBitmap();
            met.deserialize(in);
            fulfilling = new ArrayList<>();
            int size = in.readInt();
            for (int i = 0; i < size; i++) {
                RoaringBitmap each = new RoaringBitmap();
                each.deserialize(in);
                fulfilling.add(each);
            }
        }
    }

    @Override
    public Needs needs() {
        return plan.needs(micros);
    }

    @Override
    public Members start() {
        Members members = new Members();
        for (int i = 0; i < plan.conditions(); i++) {
            members.fulfilling.add(new RoaringBitmap());
        }
        return members;
    }

    @Override
    public void add(Members members, History history) {
        Evaluation evaluation = members.evaluation;
        if (evaluation == null) {
            evaluation = plan.evaluation(inForce);
            members.evaluation = evaluation;
        }
        evaluation.open(history, micros, mode);
        members.met.add(history.customer());
        for (int i = 0; i < plan.conditions(); i++) {
            if (evaluation.holds(i)) {
                members.fulfilling.get(i).add(history.customer());
            }
        }
    }

    @Override
    public Members merge(Members left, Members right) {
        left.met.or(right.met);
        for (int i = 0; i < plan.conditions(); i++) {
            left.fulfilling.get(i).or(right.fulfilling.get(i));
        }
        return left;
    }

    /// Whether the condition of that number holds for a customer without any event that the plan reads.
    public boolean holdsForNobody(int condition) {
        Evaluation evaluation = plan.evaluation(inForce);
        evaluation.openNobody(micros);
        return evaluation.holds(condition);
    }

    /// The members of a condition among `everybody`, those without an event that the plan reads included.
    public RoaringBitmap members(Members members, int condition, RoaringBitmap everybody) {
        RoaringBitmap of = members.of(condition);
        if (!holdsForNobody(condition)) {
            return RoaringBitmap.and(of, everybody);
        }
        RoaringBitmap unmet = RoaringBitmap.andNot(everybody, members.met());
        unmet.or(RoaringBitmap.and(of, everybody));
        return unmet;
    }
}
