package dev.limner.workspace;

import dev.limner.event.TrackingPlan;
import dev.limner.portrait.Catalogue;
import dev.limner.portrait.Tag;
import dev.limner.predict.ModelDefinition;
import dev.limner.predict.ReadyModels;
import dev.limner.privacy.PrivacyRules;
import dev.limner.problem.InternalProblem;
import dev.limner.problem.UserProblem;
import dev.limner.segment.SegmentDefinition;
import dev.limner.segment.SegmentRule;
import dev.limner.segment.Segments;
import dev.limner.source.Mapping;
import dev.limner.trigger.Trigger;
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

/// What stands in the files of a workspace, before it is bound together.
///
/// The shipped tags and segments hold in every workspace; a file under `tags/` or `segments/` adds to them,
/// and one
/// that bears a shipped name takes its place. Files under `edited/` come last: they hold what was edited in
/// the pages.
///
/// @param tags those that no rule gives, by name
/// @param byTag groups of segments by their tag
/// @param rulebook what is written in the language
/// @param privacy what is promised of people's data
/// @param models by name
record DefinitionFiles(
        Settings settings,
        TrackingPlan plan,
        Map<String, Mapping> mappings,
        List<Catalogue.Group> groups,
        Map<String, Tag.Entry> tags,
        Map<String, SegmentDefinition> byTag,
        Rulebook rulebook,
        PrivacyRules privacy,
        Map<String, ModelDefinition> models) {
    static final String TAGS = "tags";
    static final String SEGMENTS = "segments";
    static final String EDITED = "edited";
    static final String TRIGGERS = "triggers";
    static final String PRIVACY = "privacy.yaml";
    static final String MODELS = "models";

    /// Reads them.
    ///
    /// @throws UserProblem where the folder is no workspace or a file is not of its form, with its place
    static DefinitionFiles read(Path folder) {
        Path file = folder.resolve("limner.yaml");
        if (!Files.isRegularFile(file)) {
            throw UserProblem.of(UserProblem.Code.NOT_A_WORKSPACE, folder.toString());
        }
        Settings settings = StrictYaml.read(file, Settings.class);
        TrackingPlan plan = new TrackingPlan(PlanFiles.read(folder));
        Map<String, Mapping> mappings = new TreeMap<>();
        for (Path source : files(folder.resolve("sources"))) {
            Mapping mapping = StrictYaml.read(source, Mapping.class);
            mappings.put(mapping.source(), mapping);
        }
        Map<String, Catalogue.Group> groups = new LinkedHashMap<>();
        Map<String, Tag.Entry> tags = new LinkedHashMap<>();
        Map<String, SegmentDefinition> byTag = new LinkedHashMap<>();
        shipped(Catalogue.class, "catalogue.yaml", Catalogue.File.class)
                .tags()
                .forEach(tag -> tags.put(tag.name(), tag));
        shipped(Catalogue.class, "catalogue.yaml", Catalogue.File.class)
                .groups()
                .forEach(group -> groups.put(group.id(), group));
        shipped(Segments.class, "segments.yaml", SegmentDefinition.File.class)
                .groups()
                .forEach(group -> byTag.put(group.tag(), group));
        for (Catalogue.File of : tagFiles(folder, true)) {
            of.groups().forEach(group -> groups.put(group.id(), group));
            of.tags().stream().filter(tag -> !tag.isRule()).forEach(tag -> tags.put(tag.name(), tag));
        }
        for (SegmentDefinition.File of : segmentFiles(folder, true)) {
            of.groups().forEach(group -> byTag.put(group.tag(), group));
        }
        return new DefinitionFiles(
                settings,
                plan,
                mappings,
                List.copyOf(groups.values()),
                tags,
                byTag,
                rulebook(folder, true),
                privacy(folder, plan, mappings),
                models(folder));
    }

    /// What is promised of people's data.
    ///
    /// @throws UserProblem where the file is not of its form, or names what there is not
    private static PrivacyRules privacy(Path folder, TrackingPlan plan, Map<String, Mapping> mappings) {
        Path file = folder.resolve(PRIVACY);
        if (!Files.isRegularFile(file)) {
            return PrivacyRules.NONE;
        }
        try {
            return StrictYaml.read(file, PrivacyRules.class).checked(plan, mappings.keySet());
        } catch (UserProblem problem) {
            throw problem.where().isEmpty() ? problem.at(PRIVACY) : problem;
        }
    }

    /// The same under a plan with other types of properties.
    DefinitionFiles with(TrackingPlan other) {
        return new DefinitionFiles(settings, other, mappings, groups, tags, byTag, rulebook, privacy, models);
    }

    /// The same with another plan and other mappings.
    DefinitionFiles with(TrackingPlan other, Map<String, Mapping> sources) {
        return new DefinitionFiles(settings, other, sources, groups, tags, byTag, rulebook, privacy, models);
    }

    /// The triggers that the files have, by name.
    ///
    /// @throws UserProblem where a file is not of its form, with its place
    static Map<String, Trigger> triggers(Path folder) {
        Map<String, Trigger> triggers = new LinkedHashMap<>();
        for (Path file : files(folder.resolve(TRIGGERS))) {
            Trigger trigger = StrictYaml.read(file, Trigger.class);
            triggers.put(trigger.trigger(), trigger);
        }
        return triggers;
    }

    /// The models that the program ships, and those of the files, by name.
    private static Map<String, ModelDefinition> models(Path folder) {
        Map<String, ModelDefinition> models = new LinkedHashMap<>();
        ready().models().forEach(model -> models.put(model.model(), model));
        for (Path file : files(folder.resolve(MODELS))) {
            ModelDefinition.File of = StrictYaml.read(file, ModelDefinition.File.class);
            of.all().forEach(model -> models.put(model.model(), model));
            of.gone().forEach(models::remove);
        }
        return models;
    }

    /// What the program ships of models.
    static ReadyModels ready() {
        return shipped(ReadyModels.class, "models.yaml", ReadyModels.class);
    }

    /// What the files have in the language.
    ///
    /// @param edited whether those count that were edited in the pages
    static Rulebook rulebook(Path folder, boolean edited) {
        Map<String, SegmentRule> rules = new LinkedHashMap<>();
        for (SegmentDefinition.File of : segmentFiles(folder, edited)) {
            of.ruled().forEach(rule -> rules.put(rule.id(), rule));
            of.gone().forEach(rules::remove);
        }
        Map<String, Tag.Entry> tags = new LinkedHashMap<>();
        for (Catalogue.File of : tagFiles(folder, edited)) {
            of.tags().forEach(tag -> {
                if (tag.isRule()) {
                    tags.put(tag.name(), tag);
                } else {
                    tags.remove(tag.name());
                }
            });
            of.removed().forEach(tags::remove);
        }
        return new Rulebook(rules, tags);
    }

    private static List<SegmentDefinition.File> segmentFiles(Path folder, boolean edited) {
        return rooms(folder.resolve(SEGMENTS), edited).stream()
                .map(file -> StrictYaml.read(file, SegmentDefinition.File.class))
                .toList();
    }

    private static List<Catalogue.File> tagFiles(Path folder, boolean edited) {
        return rooms(folder.resolve(TAGS), edited).stream()
                .map(file -> StrictYaml.read(file, Catalogue.File.class))
                .toList();
    }

    private static List<Path> rooms(Path folder, boolean edited) {
        List<Path> all = new ArrayList<>(files(folder));
        if (edited) {
            all.addAll(files(folder.resolve(EDITED)));
        }
        return all;
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

    static List<Path> files(Path folder) {
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
