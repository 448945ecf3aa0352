package dev.limner.predict;

import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Expr;
import dev.limner.language.Glossary;
import dev.limner.language.Parser;
import dev.limner.language.Reading;
import dev.limner.language.Type;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.language.plan.Scored;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A definition bound to the events, properties and tags of a workspace: which features can be had, and the
/// plan of them.
public final class Binding {
    /// By which the simple rule groups customers.
    private static final Map<String, String> SIMPLE =
            Map.of("recency", "days since last order", "frequency", "count(order in last 365 days)");
    private static final Set<Code> LACKING = Set.of(
            Code.UNKNOWN_EVENT_TYPE, Code.UNKNOWN_PROPERTY, Code.UNKNOWN_TAG, Code.UNKNOWN_NAME, Code.UNKNOWN_SEGMENT);

    private final ModelDefinition definition;
    private final Checked population;
    private final @Nullable Checked label;
    private final List<Feature> features;
    private final List<Feature> groups;
    private final @Nullable Feature recency;
    private final @Nullable Feature frequency;
    private final List<String> leftOut;
    private final Lexicon lexicon;
    private final Glossary glossary;

    /// One expression with its name.
    public record Feature(String name, Checked checked, Words aloud) {
        boolean isText() {
            return checked.type() == Type.TEXT || checked.type() == Type.LIST;
        }

        String text() {
            return dev.limner.language.Printer.print(checked.expr());
        }
    }

    /// A definition that could be bound, or why it could not.
    public sealed interface Bound {
        record Done(Binding binding) implements Bound {}

        record Refused(Refusal refusal) implements Bound {}
    }

    private Binding(
            ModelDefinition definition,
            Checked population,
            @Nullable Checked label,
            Gathering gathered,
            @Nullable Feature recency,
            @Nullable Feature frequency,
            Lexicon lexicon,
            Glossary glossary) {
        this.glossary = glossary;
        this.definition = definition;
        this.population = population;
        this.label = label;
        this.features = List.copyOf(gathered.features);
        this.groups = List.copyOf(gathered.groups);
        this.recency = recency;
        this.frequency = frequency;
        this.leftOut = List.copyOf(gathered.leftOut);
        this.lexicon = lexicon;
    }

    /// What was found of a definition's features.
    private static final class Gathering {
        private final List<Feature> features = new ArrayList<>();
        private final List<Feature> groups = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();
    }

    /// Binds a definition. A shipped feature that speaks of what the workspace does not have is left out;
    /// without its population or its label a model is refused.
    ///
    /// @param sets the shipped sets of features, by name
    /// @throws UserProblem where an expression is wrong
    public static Bound of(
            ModelDefinition definition, Map<String, Map<String, String>> sets, Lexicon lexicon, Glossary glossary) {
        Checked population = Checker.condition(Parser.parse(definition.population()), lexicon);
        String label = definition.label();
        Checked target = label == null ? null : Checker.value(Parser.parse(label), lexicon);
        for (Checked needed : target == null ? List.of(population) : List.of(population, target)) {
            String lacking = lacking(needed);
            if (lacking != null) {
                return new Bound.Refused(lack(definition, lacking));
            }
            orThrow(definition, needed);
        }
        Gathering gathered = new Gathering();
        Map<String, String> shipped = new LinkedHashMap<>();
        if (definition.kind().isLearned()) {
            definition.sets().forEach(set -> shipped.putAll(set(definition, set, sets)));
        } else if (definition.kind().isGauge() && definition.kind() != ModelDefinition.Kind.WAIT) {
            for (Map.Entry<String, String> each : definition.ownFeatures().entrySet()) {
                Checked checked = Checker.value(Parser.parse(each.getValue()), lexicon);
                String lacking = lacking(checked);
                if (lacking == null) {
                    orThrow(definition, checked);
                    shipped.put(each.getKey(), each.getValue());
                } else if (ModelDefinition.Kind.OPTIONAL.contains(each.getKey())) {
                    gathered.leftOut.add(each.getKey());
                } else {
                    return new Bound.Refused(lack(definition, lacking));
                }
            }
        } else {
            for (Map.Entry<String, String> each : Lifetimes.FEATURES.entrySet()) {
                if (definition.kind() != ModelDefinition.Kind.VALUE
                        && each.getKey().equals("spend")) {
                    continue;
                }
                Checked checked = Checker.value(Parser.parse(each.getValue()), lexicon);
                String lacking = lacking(checked);
                if (lacking != null) {
                    return new Bound.Refused(
                            each.getKey().equals("spend") ? new Refusal.NoPrices() : new Refusal.NoEvents(lacking));
                }
                shipped.put(each.getKey(), each.getValue());
            }
        }
        Map<String, String> own = definition.kind().isGauge() ? Map.of() : definition.ownFeatures();
        own.keySet().forEach(shipped::remove);
        shipped.forEach((name, text) -> add(name, text, true, gathered, gathered.features, lexicon, glossary));
        own.forEach((name, text) -> {
            Feature feature = feature(name, text, lexicon, glossary);
            orThrow(definition, feature.checked());
            gathered.features.add(feature);
        });
        if (definition.foreign() != null) {
            if (!gathered.leftOut.isEmpty()) {
                return new Bound.Refused(new Refusal.NoEvents(String.join(", ", gathered.leftOut)));
            }
            for (Feature feature : gathered.features) {
                if (feature.isText()) {
                    throw UserProblem.of(
                            Code.BAD_PARAMETER,
                            "models " + definition.model() + " features." + feature.name(),
                            "text",
                            "numbers");
                }
            }
        }
        definition
                .fairness()
                .forEach((name, text) -> add(name, text, true, gathered, gathered.groups, lexicon, glossary));
        if (gathered.features.isEmpty()) {
            return new Bound.Refused(new Refusal.NoEvents(String.join(", ", gathered.leftOut)));
        }
        Feature recency = feature("recency", SIMPLE.get("recency") + "", lexicon, glossary);
        Feature frequency = feature("frequency", SIMPLE.get("frequency") + "", lexicon, glossary);
        boolean simple = recency.checked().isRight() && frequency.checked().isRight();
        return new Bound.Done(new Binding(
                definition,
                population,
                target,
                gathered,
                simple ? recency : null,
                simple ? frequency : null,
                lexicon,
                glossary));
    }

    private static Map<String, String> set(
            ModelDefinition definition, String name, Map<String, Map<String, String>> sets) {
        Map<String, String> set = sets.get(name);
        if (set == null) {
            throw UserProblem.of(
                    Code.BAD_PARAMETER, definition.model() + ".use", name, String.join(", ", sets.keySet()));
        }
        return set;
    }

    private static void add(
            String name,
            String text,
            boolean optional,
            Gathering gathered,
            List<Feature> to,
            Lexicon lexicon,
            Glossary glossary) {
        Feature feature = feature(name, text, lexicon, glossary);
        if (feature.checked().isRight() && !ofPopulation(feature.checked(), lexicon)) {
            to.add(feature);
        } else if (optional) {
            gathered.leftOut.add(name);
        }
    }

    /// Whether a value depends on parameters of a population, or moves at every instant: neither can be learned
    /// from.
    private static boolean ofPopulation(Checked checked, Lexicon lexicon) {
        Plan plan = new Compiler(lexicon).value(checked).plan();
        return plan.usesParameters() || plan.moves(0);
    }

    private static Feature feature(String name, String text, Lexicon lexicon, Glossary glossary) {
        Checked checked = Checker.value(Parser.parse(text), lexicon);
        Words aloud = checked.isRight() ? Reading.aloud(checked.expr(), glossary) : new Words(text, text);
        return new Feature(name, checked, aloud);
    }

    private static void orThrow(ModelDefinition definition, Checked checked) {
        try {
            checked.orThrow();
        } catch (UserProblem problem) {
            throw new UserProblem(
                    problem.code(), ("models " + definition.model() + " " + problem.where()).strip(), problem.values());
        }
    }

    /// Why a model that speaks of something lacking is refused: gauges of prices say so.
    private static Refusal lack(ModelDefinition definition, String lacking) {
        return definition.kind().isGauge() && lacking.endsWith("price")
                ? new Refusal.NoPrices()
                : new Refusal.NoEvents(lacking);
    }

    /// What an expression names that the workspace does not have; null where it has all.
    private static @Nullable String lacking(Checked checked) {
        return checked.mistakes().stream()
                .filter(mistake -> LACKING.contains(mistake.problem().code()))
                .map(mistake -> String.join(
                        " ", mistake.problem().values().stream().limit(2).toList()))
                .findFirst()
                .orElse(null);
    }

    public ModelDefinition definition() {
        return definition;
    }

    public List<Feature> features() {
        return features;
    }

    List<Feature> groups() {
        return groups;
    }

    List<String> leftOut() {
        return leftOut;
    }

    Checked population() {
        return population;
    }

    @Nullable
    Checked label() {
        return label;
    }

    /// Whether amounts of money are predicted.
    boolean isOfMoney() {
        return label != null && label.type() == Type.MONEY;
    }

    Words aloud(Checked checked) {
        return aloud(checked.expr());
    }

    Words aloud(Expr expr) {
        return Reading.aloud(expr, glossary);
    }

    /// A condition as a statement about one customer.
    Words clause(Expr condition) {
        return Reading.clause(condition, glossary);
    }

    boolean hasSimpleRule() {
        return recency != null;
    }

    /// By column of [#features] whether it holds texts.
    boolean[] isText() {
        boolean[] isText = new boolean[features.size()];
        for (int i = 0; i < isText.length; i++) {
            isText[i] = features.get(i).isText();
        }
        return isText;
    }

    /// The features alone, of everybody in the population.
    Plan ofFeatures() {
        Compiler compiler = new Compiler(lexicon).condition(population);
        features.forEach(feature -> compiler.value(feature.checked()));
        return compiler.asKnown().plan();
    }

    /// Features, groups, recency and frequency, and the label last.
    Plan ofTraining() {
        Compiler compiler = new Compiler(lexicon).condition(population);
        features.forEach(feature -> compiler.value(feature.checked()));
        groups.forEach(group -> compiler.value(group.checked()));
        if (recency != null && frequency != null) {
            compiler.value(recency.checked()).value(frequency.checked());
        }
        if (label != null) {
            compiler.value(label);
        }
        return compiler.asKnown().plan();
    }

    /// Whom it speaks of alone.
    Plan ofPopulation() {
        return new Compiler(lexicon).condition(population).asKnown().plan();
    }

    /// What expressions read to ask for the score.
    public Scored scored() {
        return new Scored(
                population.source(),
                features.stream().map(feature -> feature.checked().source()).toList());
    }
}
