package dev.limner.app;

import dev.limner.engine.duckdb.Effect;
import dev.limner.problem.UserProblem;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Replays;
import dev.limner.workspace.SourceChange;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the verbs say of sources whose mapping or tracking plan has changed.
final class SourceReplays {
    private SourceReplays() {}

    /// As JSON.
    ///
    /// @param way `aside` or `whole`
    record Told(
            List<String> sources,
            String way,
            @Nullable Effect effect,
            @Nullable ToldProblem problem) {
        static Told of(SourceChange change) {
            UserProblem problem = change.problem();
            return new Told(
                    change.sources(),
                    change.way().name().toLowerCase(Locale.ROOT),
                    change.effect(),
                    problem == null
                            ? null
                            : new ToldProblem(problem.code().name(), problem.where(), problem.text(Main.language())));
        }
    }

    record ToldProblem(String code, String where, String text) {}

    /// The steps for the sources that were named, or for all that have changed.
    static List<List<String>> steps(Replays replays, Desk desk, @Nullable List<String> named) {
        if (named == null || named.isEmpty()) {
            return replays.changed();
        }
        named.forEach(desk.workspace()::mapping);
        return replays.together(new LinkedHashSet<>(named));
    }

    /// Tells of all of them, as JSON or in lines.
    static void tell(List<SourceChange> changes, boolean json, PrintWriter out) {
        if (json) {
            out.println(Json.text(changes.stream().map(Told::of).toList()));
        } else if (changes.isEmpty()) {
            out.println("Nothing has changed since the imports.");
        } else {
            changes.forEach(change -> print(change, out));
        }
    }

    private static void print(SourceChange change, PrintWriter out) {
        String names = String.join(", ", change.sources());
        UserProblem problem = change.problem();
        if (problem != null) {
            out.println(names + ": " + problem.text(Main.language()));
        }
        Effect effect = change.effect();
        if (effect == null) {
            return;
        }
        out.println(names + (change.way() == SourceChange.Way.WHOLE ? ", replayed whole" : ", rows aside tried again"));
        count("set aside today, become events", effect.passing(), out);
        count("events today, are set aside", effect.refused(), out);
        count("events that change", effect.changed(), out);
        count("new events", effect.appearing(), out);
        count("events that go", effect.vanishing(), out);
        count("stay set aside", effect.stillAside(), out);
        count("events that stay as they are", effect.unchanged(), out);
        effect.moves().forEach(move -> print(move, out));
        if (effect.isNone()) {
            out.println("  Nothing changes.");
        }
    }

    private static void count(String what, long count, PrintWriter out) {
        if (count > 0) {
            out.printf(Locale.ROOT, "  %,12d  %s%n", count, what);
        }
    }

    private static void print(Effect.Move move, PrintWriter out) {
        String fromTo = move.from().isEmpty() && move.to().isEmpty() ? "" : move.from() + " → " + move.to();
        String what = switch (move.kind()) {
            case PASSES, REFUSED, REASON, RENAMED -> fromTo;
            case TYPE -> "type " + fromTo;
            case RETYPED -> move.what() + ": " + fromTo;
            case VALUE -> move.what();
            case TIME -> "time";
            case WHO -> "identifier";
        };
        out.printf(
                Locale.ROOT,
                "  %,12d  %-8s %s%n",
                move.count(),
                move.kind().name().toLowerCase(Locale.ROOT),
                what);
        move.examples()
                .forEach(example -> out.println("                  " + example.before() + "  →  " + example.after()));
    }

    /// Says which sources a look would tell of.
    static void hint(List<String> changed, PrintWriter out) {
        if (!changed.isEmpty()) {
            out.println("Mapping or tracking plan changed since the imports of: " + String.join(", ", changed)
                    + ". See `limner source plan`.");
        }
    }
}
