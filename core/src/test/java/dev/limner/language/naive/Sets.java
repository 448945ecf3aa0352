package dev.limner.language.naive;

import dev.limner.language.Expr;
import dev.limner.language.Expr.EventSet;
import dev.limner.language.Expr.Events;
import dev.limner.language.Expr.Sequence;
import dev.limner.language.Expr.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which events a set of events holds.
final class Sets {
    private final NaiveEvaluator evaluator;
    private final Watch watch;

    Sets(NaiveEvaluator evaluator, Watch watch) {
        this.evaluator = evaluator;
        this.watch = watch;
    }

    /// One of a set: an event, or a match of a sequence, which stands at its last step.
    record Happening(Instant at, @Nullable Fact event) {}

    List<Happening> instants(Object of, EventSet set, Env env) {
        return switch (set) {
            case Events events ->
                events(of, events, env).stream()
                        .map(fact -> new Happening(fact.at(), fact))
                        .toList();
            case Sequence sequence ->
                matches(of, sequence, env).stream()
                        .map(fact -> new Happening(fact.at(), null))
                        .toList();
        };
    }

    /// The events of a set, in order.
    List<Fact> events(Object of, Events set, Env env) {
        List<Fact> found = env.facts().stream()
                .filter(fact -> env.admits(fact, set) && inWindow(set, fact, env))
                .filter(fact -> set.where() == null
                        || Boolean.TRUE.equals(evaluator.child(set, "where", set.where(), env.of(fact))))
                .toList();
        seen(of, set, !found.isEmpty(), env);
        return found;
    }

    private void seen(Object of, EventSet set, boolean any, Env env) {
        watch.saw(of, "set", set, any);
        if (set.window() != null && env.facts().isEmpty()) {
            watch.saw(set, "window", set.window(), false);
        }
    }

    private boolean inWindow(EventSet set, Fact fact, Env env) {
        boolean in = Windows.range(set.window(), env.t(), env.zone()).contains(fact.at());
        if (set.window() != null) {
            watch.saw(set, "window", set.window(), in);
        }
        return in;
    }

    /// The last events of all matches: from each first step the earliest next ones, or the next first step.
    private List<Fact> matches(Object of, Sequence sequence, Env env) {
        List<Fact> all = env.facts().stream()
                .filter(fact -> inWindow(sequence, fact, env))
                .toList();
        List<Fact> matches = new ArrayList<>();
        int from = 0;
        while (from < all.size()) {
            int end = fits(sequence.steps().getFirst(), all.get(from), env) ? end(sequence, all, from, env) : -1;
            if (end >= 0) {
                matches.add(all.get(end));
                from = end + 1;
            } else {
                from++;
            }
        }
        seen(of, sequence, !matches.isEmpty(), env);
        return matches;
    }

    /// Where the match that begins at `first` ends; -1 where there is none.
    private int end(Sequence sequence, List<Fact> all, int first, Env env) {
        int at = first;
        for (Step step : sequence.steps().subList(1, sequence.steps().size())) {
            int next = at + 1;
            while (next < all.size() && !fits(step, all.get(next), env)) {
                next++;
            }
            boolean reached = next < all.size() && soonEnough(step, all.get(at), all.get(next));
            for (Fact between : all.subList(at + 1, Math.min(next, all.size()))) {
                for (Events without : step.without()) {
                    reached &= !fits(step, "without", without, between, env);
                }
            }
            watch.saw(sequence, "steps", step, reached);
            if (!reached) {
                return -1;
            }
            at = next;
        }
        return at;
    }

    private static boolean soonEnough(Step step, Fact before, Fact fact) {
        Expr.Span within = step.within();
        return within == null
                || Duration.between(before.at(), fact.at())
                                .compareTo(Elapsed.fixed(within.unit()).multipliedBy(within.amount()))
                        <= 0;
    }

    private boolean fits(Step step, Fact fact, Env env) {
        return fits(step, "events", step.events(), fact, env);
    }

    private boolean fits(Step step, String component, Events set, Fact fact, Env env) {
        boolean fits = env.admits(fact, set)
                && (set.where() == null
                        || Boolean.TRUE.equals(evaluator.child(set, "where", set.where(), env.of(fact))));
        watch.saw(step, component, set, fits);
        return fits;
    }
}
