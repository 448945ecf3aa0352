package dev.limner.workspace;

import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.language.Expr;
import dev.limner.language.Glossary;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.Source;
import dev.limner.language.plan.Lexicon;
import dev.limner.portrait.Catalogue;
import dev.limner.portrait.Formulas;
import dev.limner.portrait.Portraits;
import dev.limner.portrait.Tag;
import dev.limner.privacy.PrivacyRules;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.segment.RfmFormula;
import dev.limner.segment.SegmentDefinition;
import dev.limner.segment.Segments;
import dev.limner.source.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The definitions of a workspace bound together: settings, tracking plan, mappings, tags and segments.
///
/// Immutable; whoever asks several things takes one and asks that.
///
/// @param rulebook those that are written in the language
/// @param privacy what is promised of people's data
/// @param models what predicts
public record Definitions(
        Settings settings,
        TrackingPlan plan,
        Map<String, Mapping> mappings,
        Portraits portraits,
        Segments segments,
        Lexicon lexicon,
        Rulebook rulebook,
        PrivacyRules privacy,
        Models models) {
    /// Those of the files.
    ///
    /// @throws UserProblem where the folder is no workspace or a definition is wrong, with its place
    public static Definitions read(Path folder) {
        DefinitionFiles files = DefinitionFiles.read(folder);
        return right(files, files.rulebook());
    }

    /// Those of the files with this rulebook in the place of theirs.
    ///
    /// @throws UserProblem what is wrong, all of it
    static Definitions right(DefinitionFiles files, Rulebook rulebook) {
        List<Wrong> wrong = Wrong.in(files, rulebook);
        if (!wrong.isEmpty()) {
            throw Wrong.together(wrong);
        }
        Definitions loose = loose(files, rulebook);
        Portraits portraits = loose.portraits.withRules(loose.lexicon);
        return new Definitions(
                loose.settings,
                loose.plan,
                loose.mappings,
                portraits,
                loose.segments.without(portraits.notOffered().keySet()),
                loose.lexicon,
                rulebook,
                files.privacy(),
                loose.models.right());
    }

    /// The same with rules that nobody has checked yet, and no tags by rules to compute.
    static Definitions loose(DefinitionFiles files, Rulebook rulebook) {
        Map<String, Tag.Entry> tags = new LinkedHashMap<>(files.tags());
        tags.putAll(rulebook.tags());
        Catalogue catalogue = new Catalogue(new Catalogue.File(files.groups(), List.copyOf(tags.values())));
        Portraits portraits = Portraits.bind(catalogue, Formulas.standard().with(RfmFormula.all()), files.plan());
        Map<String, SegmentDefinition> byTag = new LinkedHashMap<>();
        files.byTag().forEach((tag, group) -> {
            boolean isApplied = Objects.equals(
                    files.rulebook().tags().get(tag), rulebook.tags().get(tag));
            if (isApplied) {
                byTag.put(tag, group);
            } else if (rulebook.tags().containsKey(tag)) {
                byTag.put(tag, known(group, catalogue.tag(tag)));
            }
        });
        byTag.keySet().removeAll(portraits.notOffered().keySet());
        Segments segments = new Segments(byTag.values(), rulebook.segments(), catalogue);
        Lexicon lexicon = lexicon(files, portraits, segments);
        Models models = Models.bind(files.models(), lexicon, glossary(files.plan(), portraits, segments));
        return new Definitions(
                files.settings(),
                files.plan(),
                files.mappings(),
                portraits,
                segments,
                lexicon.withScores(models.scored()),
                rulebook,
                files.privacy(),
                models);
    }

    /// The group with those of its values that the tag has, which is not the one that the files have.
    private static SegmentDefinition known(SegmentDefinition group, Tag tag) {
        List<String> values = group.values();
        Set<String> ids = tag.values().stream().map(Tag.Value::id).collect(Collectors.toSet());
        return values == null
                ? group
                : new SegmentDefinition(
                        group.tag(),
                        group.title(),
                        group.description(),
                        values.stream().filter(ids::contains).toList());
    }

    /// The mapping of a source.
    ///
    /// @throws UserProblem where there is no such source
    public Mapping mapping(String source) {
        Mapping mapping = mappings.get(source);
        if (mapping == null) {
            List<String> values = new ArrayList<>(List.of(source));
            values.addAll(Nearest.to(source, mappings.keySet()));
            throw new UserProblem(UserProblem.Code.UNKNOWN_SOURCE, "", values);
        }
        return mapping;
    }

    /// The sources that have files to import, by name.
    public List<String> imported() {
        return mappings.values().stream()
                .filter(mapping -> mapping.collect() == null)
                .map(Mapping::source)
                .toList();
    }

    /// The sources whose clients send while the program runs, by name.
    public Map<String, Mapping> collected() {
        Map<String, Mapping> collected = new LinkedHashMap<>(mappings);
        collected.values().removeIf(mapping -> mapping.collect() == null);
        return collected;
    }

    /// What events, properties, tags and segments are called when a definition is read aloud.
    public Glossary glossary() {
        return glossary(plan, portraits, segments);
    }

    private static Glossary glossary(TrackingPlan plan, Portraits portraits, Segments segments) {
        Map<String, Words> tags = new LinkedHashMap<>();
        Map<String, Map<String, Words>> values = new LinkedHashMap<>();
        portraits.catalogue().tags().forEach(tag -> {
            tags.put(tag.name(), tag.title());
            Map<String, Words> titles = new LinkedHashMap<>();
            tag.values().forEach(value -> titles.put(value.id(), value.title()));
            values.put(tag.name(), titles);
        });
        Map<String, Words> named = new LinkedHashMap<>();
        segments.groups().stream()
                .flatMap(group -> group.segments().stream())
                .forEach(segment -> named.put(segment.id(), segment.value().title()));
        segments.rules().forEach((id, rule) -> named.put(id, rule.title()));
        return Glossary.of(plan).withTags(tags, values).withSegments(named);
    }

    /// The names that expressions may use: tags, and segments by rules and by tags.
    private static Lexicon lexicon(DefinitionFiles files, Portraits portraits, Segments segments) {
        LocalClock clock = new LocalClock(files.settings().zoneId());
        Map<String, Source> sources = new LinkedHashMap<>();
        segments.rules().forEach((id, rule) -> sources.put(id, Parser.parse(rule.rule())));
        segments.groups().stream()
                .flatMap(group -> group.segments().stream())
                .forEach(segment -> sources.putIfAbsent(
                        segment.id(),
                        Parser.parse(Printer.print(new Expr.Compare(
                                new Expr.Name(segment.tag().name()),
                                Expr.Operator.EQUAL,
                                new Expr.Text(segment.value().id()))))));
        return new Lexicon(
                files.plan(),
                clock,
                portraits.meanings(clock),
                sources,
                files.privacy().meaning());
    }
}
