package dev.limner.workspace;

import dev.limner.event.TrackingPlan;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.source.Joins;
import dev.limner.source.Mapping;
import dev.limner.source.Proposal;
import dev.limner.source.Proposer;
import dev.limner.source.Rows;
import dev.limner.source.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A source that does not exist yet: its file, and the texts of its mapping and of what the tracking plan must
/// have for it.
///
/// Nothing of it holds until it is saved and the workspace is opened again.
public final class SourceDraft {
    private static final int ROWS = 10_000;
    private static final int SHOWN = 12;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,59}");
    private static final String DATA = "data";

    private final Workspace workspace;
    private final Rows.Format format;

    /// @param format how files are read
    public SourceDraft(Workspace workspace, Rows.Format format) {
        this.workspace = workspace;
        this.format = format;
    }

    /// What is proposed for a file, with only what the plan does not have yet.
    ///
    /// @param sample where the file, or its beginning, lies
    /// @param file what it will be called in the workspace
    public Proposal propose(Path sample, String file) {
        Settings settings = workspace.settings();
        String source = sourceOf(file);
        return Proposer.propose(
                source,
                DATA + "/" + file,
                format,
                sample,
                ROWS,
                new Proposer.Usual(settings.zone(), settings.currency(), LocalDate.now(settings.zoneId())));
    }

    /// What a mapping makes of the first rows.
    ///
    /// @param mapping its text
    /// @param plan what it adds to the tracking plan, as text
    /// @throws UserProblem where a text is not of its form, or they do not fit the file or each other
    public Trial attempt(Path sample, String mapping, String plan) {
        Mapping read = mapping(mapping);
        TrackingPlan.File file = plan(plan);
        try (Rows rows = new Joins(format, read.join(), workspace.folder())
                .open(sample, Mapping.Format.orDetected(read.format()))) {
            return Trial.of(read, new TrackingPlan(file), read.requiredFile(), rows, ROWS, SHOWN);
        }
    }

    /// Writes the mapping and what it adds to the plan beside the other definitions; returns the source's name.
    ///
    /// @throws UserProblem where there is such a source, or the definitions would not fit together
    public String save(String mapping, String plan) {
        Mapping read = mapping(mapping);
        String source = read.source();
        if (!NAME.matcher(source).matches()) {
            throw UserProblem.of(Code.BAD_ID, source);
        }
        Path file = workspace.folder().resolve("sources").resolve(source + ".yaml");
        if (workspace.definitions().mappings().containsKey(source) || Files.exists(file)) {
            throw UserProblem.of(Code.SOURCE_EXISTS, source);
        }
        Path types = workspace.folder().resolve(PlanFiles.MORE).resolve(source + ".yaml");
        Map<String, Mapping> mappings =
                new LinkedHashMap<>(workspace.definitions().mappings());
        mappings.put(source, read);
        workspace.fits(new TrackingPlan(plan(plan)), mappings);
        try {
            Files.createDirectories(workspace.folder().resolve("sources"));
            Files.createDirectories(workspace.folder().resolve(PlanFiles.MORE));
            Files.writeString(types, plan);
            Files.writeString(file, mapping);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return source;
    }

    /// Where a file of the workspace's data lies.
    ///
    /// @throws UserProblem where the name would lead elsewhere
    public Path data(String name) {
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()-]{0,120}") || name.contains("..")) {
            throw UserProblem.of(Code.BAD_ID, name);
        }
        return workspace.folder().resolve(DATA).resolve(name);
    }

    private Mapping mapping(String text) {
        Mapping mapping = StrictYaml.read("mapping", text, Mapping.class);
        within(mapping.requiredFile());
        mapping.join().forEach(join -> within(join.file()));
        if (Mapping.Format.orDetected(mapping.format()).query() != null) {
            throw new UserProblem(Code.BAD_DEFINITION, "mapping", List.of("a query is set up in its file, not here"));
        }
        return mapping;
    }

    /// Refuses paths that lead out of the workspace.
    private void within(String path) {
        Path home = workspace.folder().toAbsolutePath().normalize();
        if (!home.resolve(path).normalize().startsWith(home)) {
            throw UserProblem.of(Code.FILE_NOT_FOUND, path);
        }
    }

    private TrackingPlan.File plan(String text) {
        TrackingPlan.File held = PlanFiles.read(workspace.folder());
        return text.isBlank()
                ? held
                : PlanFiles.merged(
                        held, StrictYaml.read(PlanFiles.MORE, text, TrackingPlan.File.class), PlanFiles.MORE);
    }

    private static String sourceOf(String file) {
        String plain = file.replaceFirst("\\..*$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "source" : plain;
    }
}
