package dev.limner.language.plan;

import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Children;
import dev.limner.language.Expr;
import dev.limner.language.Motion;
import dev.limner.language.Printer;
import dev.limner.language.Purposes;
import dev.limner.language.Source;
import dev.limner.language.Type;
import dev.limner.language.Vocabulary;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The definitions that expressions of one workspace may name, each read and checked once.
///
/// Not to be changed once made; a changed definition makes a new lexicon ([#with]).
public final class Lexicon implements Vocabulary {
    private final TrackingPlan plan;
    private final LocalClock clock;
    private final Map<String, Meaning> tags;
    private final Map<String, Source> segments;
    private final Purposes purposes;
    private final Map<String, Scored> scores;
    private final Map<String, TagType> tagTypes = new HashMap<>();
    private final Map<Source, Checked> checked = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();

    /// What a tag means.
    public sealed interface Meaning {
        /// A function of the history.
        record Computed(TagFunction function) implements Meaning {}

        /// An expression.
        record Rule(Source source) implements Meaning {}

        /// Values by conditions: the first that holds gives it.
        record FirstMatch(List<Case> cases) implements Meaning {
            public FirstMatch {
                cases = List.copyOf(cases);
            }
        }

        /// One value of a list, and when it is given.
        record Case(Source when, String value) {}
    }

    /// A lexicon of tags and segments by name.
    public Lexicon(TrackingPlan plan, LocalClock clock, Map<String, Meaning> tags, Map<String, Source> segments) {
        this(plan, clock, tags, segments, Purposes.NONE);
    }

    /// The same, with what people may consent to.
    public Lexicon(
            TrackingPlan plan,
            LocalClock clock,
            Map<String, Meaning> tags,
            Map<String, Source> segments,
            Purposes purposes) {
        this(plan, clock, tags, segments, purposes, Map.of());
    }

    private Lexicon(
            TrackingPlan plan,
            LocalClock clock,
            Map<String, Meaning> tags,
            Map<String, Source> segments,
            Purposes purposes,
            Map<String, Scored> scores) {
        this.purposes = purposes;
        this.scores = new LinkedHashMap<>(scores);
        this.plan = plan;
        this.clock = clock;
        this.tags = new LinkedHashMap<>(tags);
        this.segments = new LinkedHashMap<>(segments);
    }

    /// This lexicon with another definition of a segment.
    public Lexicon with(String segment, Source source) {
        Map<String, Source> changed = new LinkedHashMap<>(segments);
        changed.put(segment, source);
        return new Lexicon(plan, clock, tags, changed, purposes, scores);
    }

    /// This lexicon without a segment.
    public Lexicon without(String segment) {
        Map<String, Source> changed = new LinkedHashMap<>(segments);
        changed.remove(segment);
        return new Lexicon(plan, clock, tags, changed, purposes, scores);
    }

    /// This lexicon with the scores that models give, by the models' names.
    public Lexicon withScores(Map<String, Scored> models) {
        return new Lexicon(plan, clock, tags, segments, purposes, models);
    }

    public LocalClock clock() {
        return clock;
    }

    @Override
    public Collection<String> scores() {
        return scores.keySet();
    }

    /// What a model reads of a customer; null where no model bears the name.
    @Nullable
    Scored scored(String model) {
        return scores.get(model);
    }

    @Override
    public TrackingPlan plan() {
        return plan;
    }

    @Override
    public Purposes purposes() {
        return purposes;
    }

    @Override
    public Collection<String> tags() {
        return tags.keySet();
    }

    @Override
    public Collection<String> segments() {
        return segments.keySet();
    }

    @Override
    public synchronized @Nullable TagType tag(String name) {
        Meaning meaning = tags.get(name);
        if (meaning == null) {
            return null;
        }
        TagType known = tagTypes.get(name);
        if (known == null) {
            known = within(name, () -> typeOf(meaning));
            tagTypes.put(name, known);
        }
        return known;
    }

    private TagType typeOf(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Computed(var function) -> function.type();
            case Meaning.Rule(var source) -> {
                Checked rule = checkedValue(source);
                yield new TagType(rule.type(), List.of(), rule.motion());
            }
            case Meaning.FirstMatch(var cases) -> {
                cases.forEach(each -> checkedCondition(each.when()));
                yield new TagType(
                        Type.TEXT,
                        cases.stream().map(Meaning.Case::value).distinct().toList(),
                        Motion.STEADY);
            }
        };
    }

    /// What a tag means.
    Meaning meaning(String tag) {
        return Objects.requireNonNull(tags.get(tag), tag);
    }

    /// The checked definition of a segment; with what it names, as far as that goes, so that no definition
    /// names
    /// itself.
    ///
    /// @throws UserProblem where there is none, it is wrong, or it refers to itself
    public synchronized Checked segment(String name) {
        Source source = segments.get(name);
        if (source == null) {
            List<String> values = new ArrayList<>(List.of(name));
            values.addAll(dev.limner.problem.Nearest.to(name, segments.keySet()));
            throw new UserProblem(Code.UNKNOWN_SEGMENT, "", values);
        }
        return within("segment " + name, () -> {
            Checked right = checkedCondition(source);
            reach(right.expr());
            return right;
        });
    }

    /// Follows every name in an expression; where it defines a segment of this lexicon, no way may lead
    /// back to it.
    ///
    /// @throws UserProblem where a definition that it leads to is wrong or refers to itself
    public synchronized void follow(Checked expression) {
        String own = segments.entrySet().stream()
                .filter(entry -> entry.getValue() == expression.source())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        if (own == null) {
            reach(expression.expr());
        } else {
            segment(own);
        }
    }

    /// Follows every name in the definition of a tag.
    ///
    /// @throws UserProblem where one leads back to a definition that is being followed, or is wrong
    public void reach(String tag) {
        reach(new Expr.Name(tag));
    }

    /// Follows every name in an expression.
    ///
    /// @throws UserProblem where one leads back to a definition that is being followed
    synchronized void reach(Expr expr) {
        Children.segments(expr).forEach(this::segment);
        for (String model : Children.scores(expr)) {
            Scored scored = scores.get(model);
            if (scored != null) {
                within("score " + model, () -> {
                    reach(checkedCondition(scored.population()).expr());
                    scored.features()
                            .forEach(feature -> reach(checkedValue(feature).expr()));
                    return model;
                });
            }
        }
        for (String name : Children.names(expr)) {
            Meaning meaning = tags.get(name);
            if (meaning != null) {
                within(name, () -> {
                    reach(meaning);
                    return name;
                });
            }
        }
    }

    private void reach(Meaning meaning) {
        switch (meaning) {
            case Meaning.Computed _ -> {}
            case Meaning.Rule(var source) -> reach(checkedValue(source).expr());
            case Meaning.FirstMatch(var cases) ->
                cases.forEach(each -> reach(checkedCondition(each.when()).expr()));
        }
    }

    /// A segment's definition with those of all that it depends on: two segments that are spelled the same
    /// mean the
    /// same.
    ///
    /// @throws UserProblem where there is none, it is wrong, or it refers to itself
    public synchronized String spelled(String segment) {
        Map<String, String> texts = new TreeMap<>();
        spell(segment(segment).expr(), texts);
        return Printer.print(segment(segment).expr()) + texts;
    }

    private void spell(Expr expr, Map<String, String> texts) {
        for (String name : Children.segments(expr)) {
            Expr named = segment(name).expr();
            if (texts.put("segment " + name, Printer.print(named)) == null) {
                spell(named, texts);
            }
        }
        for (String name : Children.names(expr)) {
            Meaning meaning = tags.get(name);
            if (meaning != null && !texts.containsKey("tag " + name)) {
                List<Expr> parts = switch (meaning) {
                    case Meaning.Computed _ -> List.of();
                    case Meaning.Rule(var source) ->
                        List.of(checkedValue(source).expr());
                    case Meaning.FirstMatch(var cases) ->
                        cases.stream()
                                .map(each -> checkedCondition(each.when()).expr())
                                .toList();
                };
                texts.put(
                        "tag " + name,
                        shown(meaning) + parts.stream().map(Printer::print).toList());
                parts.forEach(part -> spell(part, texts));
            }
        }
    }

    private static String shown(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Computed(var function) -> function.toString();
            case Meaning.Rule _ -> "";
            case Meaning.FirstMatch(var cases) ->
                cases.stream().map(Meaning.Case::value).toList().toString();
        };
    }

    synchronized Checked checkedValue(Source source) {
        return check(source, false);
    }

    synchronized Checked checkedCondition(Source source) {
        return check(source, true);
    }

    private Checked check(Source source, boolean condition) {
        Checked known = checked.get(source);
        if (known == null) {
            known = (condition ? Checker.condition(source, this) : Checker.value(source, this)).orThrow();
            checked.put(source, known);
        }
        return known;
    }

    private interface Question<T> {
        T answer();
    }

    private <T> T within(String name, Question<T> question) {
        if (path.contains(name)) {
            String circle = String.join(" -> ", path.reversed()) + " -> " + name;
            throw UserProblem.of(Code.CYCLE, circle.substring(circle.indexOf(name)));
        }
        path.push(name);
        try {
            return question.answer();
        } finally {
            path.pop();
        }
    }
}
