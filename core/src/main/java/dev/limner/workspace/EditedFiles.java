package dev.limner.workspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.limner.portrait.Catalogue;
import dev.limner.portrait.Tag;
import dev.limner.segment.SegmentDefinition;
import dev.limner.segment.SegmentRule;
import dev.limner.workspace.Rulebook.Ref;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// The files under `edited/`, one a definition that was edited in the pages: they are read after the others
/// and win.
final class EditedFiles {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    private EditedFiles() {}

    /// Lets the files of a workspace say of these definitions what the rulebook says. Where the other files
    /// say it
    /// already, none is needed.
    ///
    /// @throws dev.limner.problem.UserProblem where a file cannot be read; then nothing was written
    static void write(Path folder, Collection<Ref> changed, Rulebook rulebook) {
        Rulebook others = DefinitionFiles.rulebook(folder, false);
        try {
            for (Ref ref : changed) {
                Path file = file(folder, ref);
                Record wanted = rulebook.definition(ref);
                if (Objects.equals(wanted, others.definition(ref))) {
                    Files.deleteIfExists(file);
                } else {
                    put(file, MAPPER.writeValueAsString(content(ref, wanted)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Record content(Ref ref, @Nullable Record wanted) {
        List<String> removed = wanted == null ? List.of(ref.id()) : List.of();
        return switch (ref.kind()) {
            case SEGMENT ->
                new SegmentDefinition.File(null, wanted instanceof SegmentRule rule ? List.of(rule) : null, removed);
            case TAG ->
                new Catalogue.File(List.of(), wanted instanceof Tag.Entry tag ? List.of(tag) : List.of(), removed);
        };
    }

    /// The file is whole at any time: the old one, or the new one.
    private static void put(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static final Map<Rulebook.Kind, String> ROOMS = Map.of(
            Rulebook.Kind.SEGMENT, DefinitionFiles.SEGMENTS,
            Rulebook.Kind.TAG, DefinitionFiles.TAGS);

    static Path file(Path folder, Ref ref) {
        return folder.resolve(Objects.requireNonNull(ROOMS.get(ref.kind())))
                .resolve(DefinitionFiles.EDITED)
                .resolve(name(ref.id()) + ".yaml");
    }

    /// A name that every file system takes, one for each id: letters that have no case and small ones,
    /// digits, `-` and `_`
    /// stand as they are, others as their bytes.
    private static String name(String id) {
        StringBuilder name = new StringBuilder();
        id.codePoints().forEach(c -> {
            if (isPlain(c)) {
                name.appendCodePoint(c);
            } else {
                for (byte each : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    name.append('%').append(java.util.HexFormat.of().toHexDigits(each));
                }
            }
        });
        return name.toString();
    }

    private static boolean isPlain(int c) {
        boolean isSmall = Character.isLetterOrDigit(c) && Character.toLowerCase(c) == c;
        return isSmall || c == '-' || c == '_';
    }
}
