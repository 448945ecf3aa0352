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
import dev.limner.problem.InternalProblem;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.segment.RfmFormula;
import dev.limner.segment.SegmentDefinition;
import dev.limner.segment.SegmentRule;
import dev.limner.segment.Segments;
import dev.limner.source.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the files of a workspace say: settings, tracking plan, mappings, tags and segments.
///
/// The shipped tags and segments hold in every workspace; a file under `tags/` or `segments/` adds to them, and one
/// that bears a
/// shipped name takes its place.
public record Definitions(
        Settings settings,
        TrackingPlan plan,
        Map<String, Mapping> mappings,
        Portraits portraits,
        Segments segments,
        Lexicon lexicon) {
    /// Reads them.
    ///
    /// @throws UserProblem where the folder is no workspace or a definition is wrong, with its place
    public static Definitions read(Path folder) {
        Path file = folder.resolve("limner.yaml");
        if (!Files.isRegularFile(file)) {
            throw UserProblem.of(UserProblem.Code.NOT_A_WORKSPACE, folder.toString());
        }
        Settings settings = StrictYaml.read(file, Settings.class);
        TrackingPlan plan = new TrackingPlan(StrictYaml.read(folder.resolve("events.yaml"), TrackingPlan.File.class));
        Map<String, Mapping> mappings = new TreeMap<>();
        for (Path source : files(folder.resolve("sources"))) {
            Mapping mapping = StrictYaml.read(source, Mapping.class);
            mappings.put(mapping.source(), mapping);
        }
        Catalogue catalogue = catalogue(folder.resolve("tags"));
        Portraits portraits = Portraits.bind(catalogue, Formulas.standard().with(RfmFormula.all()), plan);
        Map<String, SegmentRule> rules = new LinkedHashMap<>();
        Segments segments = segments(folder.resolve("segments"), catalogue, portraits, rules);
        Lexicon lexicon = lexicon(plan, new LocalClock(settings.zoneId()), portraits, segments);
        segments.rules().keySet().forEach(id -> right(id, lexicon));
        return new Definitions(settings, plan, mappings, portraits.withRules(lexicon), segments, lexicon);
    }

    /// These definitions with other segments by rules.
    ///
    /// @throws UserProblem where a rule is wrong
    public Definitions with(Map<String, SegmentRule> rules) {
        Segments changed = segments.with(rules);
        Lexicon names = lexicon(plan, lexicon.clock(), portraits, changed);
        changed.rules().keySet().forEach(id -> right(id, names));
        return new Definitions(settings, plan, mappings, portraits.withRules(names), changed, names);
    }

    /// What events, properties, tags and segments are called when a definition is read aloud.
    public Glossary glossary() {
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
    private static Lexicon lexicon(TrackingPlan plan, LocalClock clock, Portraits portraits, Segments segments) {
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
        return new Lexicon(plan, clock, portraits.meanings(clock), sources);
    }

    private static void right(String id, Lexicon lexicon) {
        try {
            lexicon.segment(id);
        } catch (UserProblem problem) {
            throw new UserProblem(problem.code(), "segment " + id + " " + problem.where(), problem.values());
        }
    }

    private static Catalogue catalogue(Path folder) {
        Map<String, Catalogue.Group> groups = new LinkedHashMap<>();
        Map<String, Tag.Entry> tags = new LinkedHashMap<>();
        List<Catalogue.File> all =
                new ArrayList<>(List.of(shipped(Catalogue.class, "catalogue.yaml", Catalogue.File.class)));
        files(folder).forEach(file -> all.add(StrictYaml.read(file, Catalogue.File.class)));
        for (Catalogue.File file : all) {
            file.groups().forEach(group -> groups.put(group.id(), group));
            file.tags().forEach(tag -> tags.put(tag.name(), tag));
        }
        return new Catalogue(new Catalogue.File(List.copyOf(groups.values()), List.copyOf(tags.values())));
    }

    /// Groups of segments whose tag the plan does not offer are left out.
    private static Segments segments(
            Path folder, Catalogue catalogue, Portraits portraits, Map<String, SegmentRule> rules) {
        Map<String, SegmentDefinition> definitions = new LinkedHashMap<>();
        shipped(Segments.class, "segments.yaml", SegmentDefinition.File.class)
                .groups()
                .forEach(definition -> definitions.put(definition.tag(), definition));
        for (Path file : files(folder)) {
            SegmentDefinition.File read = StrictYaml.read(file, SegmentDefinition.File.class);
            read.groups().forEach(definition -> definitions.put(definition.tag(), definition));
            read.ruled().forEach(rule -> rules.put(rule.id(), rule));
        }
        definitions.keySet().removeAll(portraits.notOffered().keySet());
        return new Segments(definitions.values(), rules, catalogue);
    }

    private static <T> T shipped(Class<?> beside, String name, Class<T> form) {
        try (InputStream text = beside.getResourceAsStream(name)) {
            if (text == null) {
                throw new InternalProblem("the program lacks its own " + name);
            }
            return StrictYaml.read(name, new String(text.readAllBytes(), StandardCharsets.UTF_8), form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
