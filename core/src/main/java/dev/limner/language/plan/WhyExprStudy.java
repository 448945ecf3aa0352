package dev.limner.language.plan;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.history.History;
import dev.limner.language.Glossary;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// Why a condition holds for one customer, or does not.
///
/// It asks for events of all types, so that an event's index is its place among all events of the customer. Run
/// it within that one customer.
public final class WhyExprStudy implements Study<WhyExprStudy.Found> {
    private final Why why;
    private final Needs needs;
    private final InForce inForce;
    private final Glossary glossary;
    private final long micros;
    private final Scope.Mode mode;

    /// The question as of an instant in microseconds since 1970, which is the one of the scope.
    public WhyExprStudy(Why why, InForce inForce, Glossary glossary, long micros, Scope.Mode mode) {
        this.why = why;
        this.needs = new Needs(why.eventTypes(), why.needs().properties());
        this.inForce = inForce;
        this.glossary = glossary;
        this.micros = micros;
        this.mode = mode;
    }

    /// What was found about the customer.
    public static final class Found implements Serializable {
        private @Nullable WhyAnswer answer;

        /// Null where there is no such customer.
        public @Nullable WhyAnswer answer() {
            return answer;
        }
    }

    @Override
    public Needs needs() {
        return needs;
    }

    @Override
    public Found start() {
        return new Found();
    }

    @Override
    public void add(Found found, History history) {
        found.answer = why.explain(history, micros, mode, inForce, glossary);
    }

    @Override
    public Found merge(Found left, Found right) {
        return left.answer == null ? right : left;
    }
}
