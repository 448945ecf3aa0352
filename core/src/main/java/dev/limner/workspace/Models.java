package dev.limner.workspace;

import dev.limner.language.Glossary;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Scored;
import dev.limner.predict.Binding;
import dev.limner.predict.ModelDefinition;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The models of a workspace, bound to what it has.
///
/// @param all by name
/// @param wrong what is wrong with those that could not be bound
public record Models(Map<String, Model> all, List<UserProblem> wrong) {
    public Models {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
        wrong = List.copyOf(wrong);
    }

    /// One model: its definition, and what came of binding it.
    public record Model(ModelDefinition definition, Binding.Bound bound) {}

    /// Binds definitions; those that are wrong are told by [#right].
    static Models bind(Map<String, ModelDefinition> definitions, Lexicon lexicon, Glossary glossary) {
        Map<String, Map<String, String>> sets = DefinitionFiles.ready().features();
        Map<String, Model> all = new LinkedHashMap<>();
        List<UserProblem> wrong = new ArrayList<>();
        definitions.forEach((name, definition) -> {
            try {
                all.put(name, new Model(definition, Binding.of(definition, sets, lexicon, glossary)));
            } catch (UserProblem problem) {
                wrong.add(problem);
            }
        });
        return new Models(all, wrong);
    }

    /// These models.
    ///
    /// @throws UserProblem where a definition is wrong
    Models right() {
        if (!wrong.isEmpty()) {
            throw wrong.getFirst();
        }
        return this;
    }

    /// The model of that name.
    ///
    /// @throws UserProblem where there is none
    public Model model(String name) {
        Model model = all.get(name);
        if (model == null) {
            List<String> values = new ArrayList<>(List.of(name));
            values.addAll(Nearest.to(name, all.keySet()));
            throw new UserProblem(UserProblem.Code.UNKNOWN_MODEL, "", values);
        }
        return model;
    }

    /// What expressions read to ask for scores, by model.
    Map<String, Scored> scored() {
        Map<String, Scored> scored = new LinkedHashMap<>();
        all.forEach((name, model) -> {
            if (model.bound() instanceof Binding.Bound.Done(Binding binding)) {
                scored.put(name, binding.scored());
            }
        });
        return scored;
    }
}
