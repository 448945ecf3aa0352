package dev.limner.language.plan;

import dev.limner.engine.Needs;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.language.Checked;
import dev.limner.language.Expr;
import dev.limner.language.Type;
import dev.limner.language.Vocabulary;
import dev.limner.problem.UserProblem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a plan of checked expressions: gives each set of events, window and segment one place, however
/// many name it, and
/// notes what must be read.
public final class Compiler {
    private final Lexicon lexicon;
    private final List<Truth> truths = new ArrayList<>();
    private final List<Plan.Value> values = new ArrayList<>();
    private final Map<Object, Object> interned = new HashMap<>();
    private final Map<String, Definition> definitions = new HashMap<>();
    private final Map<String, Concern> ofDefinitions = new HashMap<>();
    private final List<Concern> concerns = new ArrayList<>();
    private final Map<String, Tags.Computed> computed = new HashMap<>();
    private final Map<String, Plan.Ranked> rankings = new LinkedHashMap<>();
    private final Set<EventType> types = new LinkedHashSet<>();
    private final Set<Property> properties = new LinkedHashSet<>();
    private final Windows windows = new Windows();
    private int lists;
    private int bounds;
    private int memos;
    private int segments;
    private int notes;
    private Concern concern = new Concern();
    private boolean looksBack;
    private boolean zoned;
    private boolean usesParameters;

    public Compiler(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /// Adds a condition; it gets the next number.
    ///
    /// @throws UserProblem where a definition that it names is wrong or refers to itself
    public Compiler condition(Checked checked) {
        lexicon.reach(checked.orThrow().expr());
        concern = new Concern();
        truths.add(new ExprCompiler(this, Context.of(checked)).truth(checked.expr()));
        concerns.add(concern);
        return this;
    }

    /// Adds a value, of whatever type; values are numbered for themselves.
    ///
    /// @throws UserProblem where a definition that it names is wrong or refers to itself
    public Compiler value(Checked checked) {
        lexicon.reach(checked.orThrow().expr());
        values.add(value(checked, Context.of(checked)));
        return this;
    }

    /// Adds the value of a tag.
    ///
    /// @throws UserProblem where there is none of that name, or its definition is wrong
    public Compiler tag(String name) {
        lexicon.reach(new Expr.Name(name));
        Plan.Value value = taggedValue(name);
        if (value == null) {
            throw UserProblem.of(UserProblem.Code.UNKNOWN_TAG, name);
        }
        values.add(value);
        return this;
    }

    private Plan.Value value(Checked checked, Context context) {
        ExprCompiler compiler = new ExprCompiler(this, context);
        Type type = checked.type();
        return type == Type.TEXT || type == Type.LIST
                ? new Plan.Value(type, null, compiler.text(checked.expr()))
                : new Plan.Value(type, compiler.quantity(checked.expr()), null);
    }

    /// The parts of a condition that was added, to be looked at one by one.
    Outline outline(Checked checked) {
        return new Outliner(this, Context.of(checked)).outline(checked.expr());
    }

    /// Lets the plan read when each event became known, so that it may be asked *as known* over all that is
    /// stored.
    public Compiler asKnown() {
        looksBack = true;
        return this;
    }

    /// Lets the plan read what tells the customer's zone, so that [Evaluation#zone] can be asked.
    public Compiler withZone() {
        zoned = true;
        return this;
    }

    /// The plan of all that was added.
    public Plan plan() {
        Property zone = null;
        Textual zoneTrait = null;
        if (zoned) {
            zone = lexicon.plan().zone();
            properties.add(zone);
            types.addAll(lexicon.plan().types());
            lexicon.plan().types().forEach(windows::latest);
            zoneTrait = zoneTrait();
        }
        Property known = null;
        if (looksBack) {
            known = lexicon.plan().known();
            properties.add(known);
            types.forEach(windows::always);
        }
        BitSet used = new BitSet();
        types.forEach(type -> used.set(type.ordinal()));
        Needs needs = new Needs(List.copyOf(types), List.copyOf(properties));
        return new Plan(
                lexicon.clock(),
                truths,
                new Concerns(concerns, lexicon.plan().types().size()),
                values,
                new Slots(lists, bounds, segments, used),
                memos,
                new Plan.Reading(needs, known, zone, zoneTrait, windows),
                rankings,
                usesParameters || !rankings.isEmpty());
    }

    private @Nullable Textual zoneTrait() {
        if (!lexicon.plan().has("traits")) {
            return null;
        }
        EventType traits = lexicon.plan().type("traits");
        Property told = traits.properties().stream()
                .filter(property -> property.name().equals(Zones.TRAIT))
                .findFirst()
                .orElse(null);
        return told == null ? null : textTrait(told);
    }

    /// What a trait is: the latest value of it, of the most trusted source where sources are trusted
    /// differently.
    Folds.OfProperty trait(Property trait) {
        EventType traits = lexicon.plan().type(TrackingPlan.TRAITS);
        List<String> trusted = lexicon.plan().trusted(trait);
        return trusted.isEmpty()
                ? new Folds.EndOf(false, latest(traits, null), read(trait))
                : new Folds.Trusted(
                        new Occurrences.Plain(base(traits, null, false, null, false), null),
                        read(trait),
                        read(lexicon.plan().source()),
                        trusted);
    }

    /// The same of a trait that is a text.
    Textual textTrait(Property trait) {
        return switch (trait(trait)) {
            case Folds.Trusted trusted -> new Texts.Trusted(trusted);
            case Folds.OfProperty plain -> new Texts.End(false, plain.of(), trait);
        };
    }

    // ---- Shared places

    /// A set of events of a type (null for any) that is looked at within a window, or always.
    ///
    /// @param latest whether the latest ones suffice where there is no window
    Occurrences.Base base(
            @Nullable EventType type,
            @Nullable Truth where,
            boolean whereIsZoned,
            @Nullable Bounds window,
            boolean latest) {
        read(type, window, latest);
        if (type == null) {
            types.addAll(lexicon.plan().types());
        } else {
            types.add(type);
        }
        int ordinal = type == null ? Occurrences.Base.ANY : type.ordinal();
        Occurrences.Base base = intern(
                where == null ? List.of("base", ordinal) : List.of("base", ordinal, where),
                () -> new Occurrences.Base(where == null ? -1 : lists++, ordinal, where, whereIsZoned, new Reach()));
        if (window == null) {
            base.reach().always();
        } else {
            base.reach().within(window);
        }
        notes++;
        concern.add(base);
        return base;
    }

    /// Events of a type, of which the latest ones are looked at.
    Occurrences.Plain latest(EventType type, @Nullable Truth where) {
        return new Occurrences.Plain(base(type, where, false, null, true), null);
    }

    /// Notes that all events of a type are looked at, other than as a set.
    void note(EventType type) {
        read(type, null, false);
        notes++;
        concern.add(type.ordinal());
    }

    /// How much was noted so far of what answers rest on.
    int notes() {
        return notes;
    }

    /// Notes that whatever happens can change the answer.
    void everything() {
        concern.everything();
    }

    private void read(@Nullable EventType type, @Nullable Bounds window, boolean latest) {
        List<EventType> all = type == null ? lexicon.plan().types() : List.of(type);
        for (EventType each : all) {
            types.add(each);
            if (window != null) {
                windows.within(each, window);
            } else if (latest) {
                windows.latest(each);
            } else {
                windows.always(each);
            }
        }
    }

    private void always(EventType type) {
        types.add(type);
        windows.always(type);
    }

    Occurrences.Matches matches(List<Occurrences.StepOf> steps, @Nullable Bounds window) {
        List<Object> key = new ArrayList<>(List.of("matches", steps));
        key.add(window == null ? "always" : window);
        return intern(key, () -> new Occurrences.Matches(lists++, steps, window));
    }

    @Nullable
    Bounds bounds(Expr.@Nullable Window window, boolean customerZone) {
        if (window == null) {
            return null;
        }
        if (customerZone) {
            zoned();
        }
        return intern(List.of("bounds", window, customerZone), () -> new Bounds(bounds++, window, customerZone));
    }

    Conditions.Coded coded(Property property, TextTest test) {
        return intern(List.of("coded", property, test), () -> new Conditions.Coded(memos++, property, test));
    }

    Conditions.Said said(Texts.Said text, TextTest test) {
        return intern(List.of("said", text, test), () -> new Conditions.Said(memos++, text, test));
    }

    @SuppressWarnings("unchecked") // a key says what it is the key of
    private <T> T intern(Object key, java.util.function.Supplier<T> make) {
        Object known = interned.get(key);
        if (known == null) {
            known = make.get();
            interned.put(key, known);
        }
        return (T) known;
    }

    /// Notes that a property is read.
    Property read(Property property) {
        properties.add(property);
        return property;
    }

    /// Notes that the customer's clock counts.
    void zoned() {
        zoned = true;
        concern.clock();
    }

    // ---- Other definitions

    /// A segment; `back` where it is asked about at other instants.
    Definition segment(String name, boolean back) {
        looksBack |= back;
        notes++;
        Definition known = definitions.get(name);
        if (known == null) {
            Concern outside = concern;
            concern = new Concern();
            Checked checked = lexicon.segment(name);
            known = new Definition(segments++, name, new ExprCompiler(this, Context.of(checked)).truth(checked.expr()));
            definitions.put(name, known);
            ofDefinitions.put(name, concern);
            concern = outside;
        }
        concern.add(Objects.requireNonNull(ofDefinitions.get(name)));
        return known;
    }

    /// The value of a tag; null where there is no such tag.
    Plan.@Nullable Value taggedValue(String name) {
        Vocabulary.TagType type = lexicon.tag(name);
        if (type == null) {
            return null;
        }
        notes++;
        return switch (lexicon.meaning(name)) {
            case Lexicon.Meaning.Computed _ -> {
                Tags.Computed tag = computed(name);
                yield type.type() == Type.TEXT
                        ? new Plan.Value(Type.TEXT, null, new Tags.OfText(tag))
                        : new Plan.Value(type.type(), new Tags.OfQuantity(tag), null);
            }
            case Lexicon.Meaning.Rule(var source) -> {
                Checked checked = lexicon.checkedValue(source);
                yield value(checked, Context.of(checked));
            }
            case Lexicon.Meaning.FirstMatch(var cases) ->
                new Plan.Value(
                        Type.TEXT,
                        null,
                        new Tags.FirstMatch(cases.stream()
                                .map(each -> {
                                    Checked when = lexicon.checkedCondition(each.when());
                                    Truth truth = new ExprCompiler(this, Context.of(when)).truth(when.expr());
                                    return new Tags.FirstMatch.Case(truth, each.value());
                                })
                                .toList()));
        };
    }

    /// The score that a model gives by its features.
    Quantity scored(String model, Scored scored, @Nullable Quantity uploaded) {
        usesParameters = true;
        Checked population = lexicon.checkedCondition(scored.population());
        return intern(
                List.of("score", model),
                () -> new ModelScore(
                        model,
                        new ExprCompiler(this, Context.of(population)).truth(population.expr()),
                        scored.features().stream()
                                .map(feature -> {
                                    Checked checked = lexicon.checkedValue(feature);
                                    return value(checked, Context.of(checked));
                                })
                                .toList(),
                        uploaded));
    }

    private Tags.Computed computed(String name) {
        Tags.Computed known = computed.get(name);
        if (known == null) {
            TagFunction function = ((Lexicon.Meaning.Computed) lexicon.meaning(name)).function();
            usesParameters |= function.model() != null;
            function.needs().types().forEach(this::always);
            properties.addAll(function.needs().properties());
            known = new Tags.Computed(
                    function, function.inputs().stream().map(this::computed).toList());
            computed.put(name, known);
        }
        known.types().forEach(type -> concern.add(type.ordinal()));
        return known;
    }

    /// The name of the parameter that ranks a tag.
    String ranking(String tag, @Nullable String segment) {
        String name = "ranking:" + tag + (segment == null ? "" : ":" + segment);
        rankings.put(name, new Plan.Ranked(tag, segment));
        return name;
    }

    Lexicon lexicon() {
        return lexicon;
    }

    LocalClock clock() {
        return lexicon.clock();
    }
}
