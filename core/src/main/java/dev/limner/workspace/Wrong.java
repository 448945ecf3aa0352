package dev.limner.workspace;

import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Mistake;
import dev.limner.language.Parser;
import dev.limner.portrait.Tag;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.workspace.Rulebook.Kind;
import dev.limner.workspace.Rulebook.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// One mistake in a definition that is written in the language.
///
/// @param problem its place is `line:column` in the definition's text, where it has one
public record Wrong(Ref ref, UserProblem problem) {
    /// Everything that is wrong with the definitions of a rulebook over these files, each mistake once.
    static List<Wrong> in(DefinitionFiles files, Rulebook rulebook) {
        Definitions loose;
        try {
            loose = Definitions.loose(files, rulebook);
        } catch (UserProblem problem) {
            return List.of(unbound(files, rulebook, problem));
        }
        List<Wrong> wrong = new ArrayList<>();
        Map<Ref, UserProblem> within = new LinkedHashMap<>();
        rulebook.tags().forEach((name, tag) -> note(Ref.tag(name), () -> checked(tag, loose), wrong, within));
        rulebook.segments()
                .forEach((id, rule) -> note(
                        Ref.segment(id),
                        () -> {
                            Checked checked = Checker.condition(Parser.parse(rule.rule()), loose.lexicon());
                            if (checked.isRight()) {
                                loose.lexicon().segment(id);
                            }
                            return List.of(checked);
                        },
                        wrong,
                        within));
        if (wrong.isEmpty() && within.isEmpty()) {
            loose.portraits().misfits(loose.lexicon()).forEach((name, problem) -> {
                if (rulebook.tags().containsKey(name)) {
                    within.put(Ref.tag(name), problem);
                }
            });
        }
        boolean explained = !wrong.isEmpty();
        within.forEach((ref, problem) -> {
            if (problem.code() == Code.CYCLE ? goesThrough(problem, ref) : !explained) {
                wrong.add(new Wrong(ref, problem));
            }
        });
        return wrong;
    }

    private interface Check {
        List<Checked> all();
    }

    /// Notes the mistakes in the text itself, or what is wrong with a definition that it names.
    private static void note(Ref ref, Check check, List<Wrong> wrong, Map<Ref, UserProblem> within) {
        try {
            check.all().stream()
                    .flatMap(checked -> checked.mistakes().stream())
                    .filter(mistake -> !mistake.warning())
                    .map(Mistake::problem)
                    .forEach(problem -> wrong.add(new Wrong(ref, problem)));
        } catch (UserProblem problem) {
            within.put(ref, problem);
        }
    }

    private static List<Checked> checked(Tag.Entry tag, Definitions loose) {
        List<Checked> all = new ArrayList<>();
        String rule = tag.rule();
        if (rule != null) {
            all.add(Checker.value(Parser.parse(rule), loose.lexicon()));
        }
        for (Tag.Value value : tag.cases()) {
            String when = value.when();
            if (when != null) {
                all.add(Checker.condition(Parser.parse(when), loose.lexicon()));
            }
        }
        if (all.stream().allMatch(Checked::isRight)) {
            loose.lexicon().reach(tag.name());
        }
        return all;
    }

    private static boolean goesThrough(UserProblem cycle, Ref ref) {
        String name = ref.kind() == Kind.SEGMENT ? "segment " + ref.id() : ref.id();
        return List.of(cycle.values().getFirst().split(" -> ")).contains(name);
    }

    /// Which tag it is that cannot even be bound.
    private static Wrong unbound(DefinitionFiles files, Rulebook rulebook, UserProblem problem) {
        for (Map.Entry<String, Tag.Entry> tag : rulebook.tags().entrySet()) {
            try {
                Definitions.loose(files, new Rulebook(Map.of(), Map.of(tag.getKey(), tag.getValue())));
            } catch (UserProblem own) {
                return new Wrong(Ref.tag(tag.getKey()), own);
            }
        }
        return new Wrong(Ref.tag("tags"), problem);
    }

    /// All of them as one problem.
    static UserProblem together(List<Wrong> wrong) {
        if (wrong.size() == 1) {
            UserProblem only = wrong.getFirst().problem();
            return new UserProblem(only.code(), wrong.getFirst().place(), only.values());
        }
        return UserProblem.of(
                Code.DEFINITIONS_WRONG,
                Integer.toString(wrong.size()),
                wrong.stream()
                        .map(each -> each.place() + " " + each.problem().code() + " ("
                                + each.problem().values().stream().findFirst().orElse("") + ")")
                        .collect(Collectors.joining("; ")));
    }

    private String place() {
        return (ref.kind().name().toLowerCase(Locale.ROOT) + " " + ref.id() + " " + problem.where()).strip();
    }
}
