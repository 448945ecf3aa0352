package dev.limner.app;

import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What the settings are and where each comes from: an option comes before the environment, that before `server.yaml`,
/// that before what is usual.
final class Configuration {
    static final String FILE = "server.yaml";

    private static final String PREFIX = "LIMNER_";
    /// Variables of ours that are no settings: what the launcher reads.
    private static final List<String> LAUNCHER = List.of("LIMNER_HEAP");

    private final Map<Setting, Value> values;

    /// A value and where it comes from: `option`, the variable's name, the file's, or `usual`.
    record Value(String value, String from) {}

    private Configuration(Map<Setting, Value> values) {
        this.values = values;
    }

    /// Reads them.
    ///
    /// @param file that must be there; null for `server.yaml` in the workspace, where it is
    /// @param options by the setting's key; those that were not given are not in it
    /// @throws UserProblem where a key is not known or a value cannot be one
    static Configuration read(
            Path workspace, @Nullable Path file, Map<String, String> environment, Map<Setting, String> options) {
        Map<Setting, Value> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, new Value(setting.fallback(), "usual"));
        }
        Path place = file == null ? workspace.resolve(FILE) : file;
        if (file != null || Files.isRegularFile(place)) {
            fromFile(place).forEach((setting, value) -> put(values, setting, value, place.toString()));
        }
        fromEnvironment(environment).forEach((setting, value) -> put(values, setting, value, setting.variable()));
        options.forEach((setting, value) -> put(values, setting, value, "option"));
        return new Configuration(values);
    }

    private static void put(Map<Setting, Value> values, Setting setting, String value, String from) {
        if (!setting.accepts(value)) {
            List<String> said = new ArrayList<>(List.of(setting.key(), value));
            if (!setting.choices().isEmpty()) {
                said.add(String.join(", ", setting.choices()));
            }
            throw new UserProblem(Code.BAD_PARAMETER, from, said);
        }
        values.put(setting, new Value(value, from));
    }

    private static Map<Setting, String> fromFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw UserProblem.of(Code.FILE_NOT_FOUND, file.toString());
        }
        JsonNode read;
        try {
            read = new YAMLMapper().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new UserProblem(Code.BAD_DEFINITION, file.toString(), List.of(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<Setting, String> found = new LinkedHashMap<>();
        if (read.isObject()) {
            read.properties().forEach(entry -> {
                if (!entry.getValue().isValueNode()) {
                    throw new UserProblem(
                            Code.BAD_DEFINITION, file.toString(), List.of(entry.getKey() + " must be one value"));
                }
                found.put(
                        setting(entry.getKey(), file.toString()),
                        entry.getValue().asString());
            });
        } else if (!read.isMissingNode() && !read.isNull()) {
            throw new UserProblem(Code.BAD_DEFINITION, file.toString(), List.of("it must be keys with values"));
        }
        return found;
    }

    private static Setting setting(String key, String where) {
        List<Setting> all = List.of(Setting.values());
        return all.stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> unknown(key, where, all.stream().map(Setting::key).toList()));
    }

    private static UserProblem unknown(String key, String where, List<String> known) {
        List<String> values = new ArrayList<>(List.of(key));
        values.addAll(Nearest.to(key, known));
        return new UserProblem(Code.UNKNOWN_KEY, where, values);
    }

    private static Map<Setting, String> fromEnvironment(Map<String, String> environment) {
        Map<Setting, String> found = new LinkedHashMap<>();
        Map<String, Setting> byVariable = new LinkedHashMap<>();
        List.of(Setting.values()).forEach(setting -> byVariable.put(setting.variable(), setting));
        environment.forEach((name, value) -> {
            Setting setting = byVariable.get(name);
            if (setting != null) {
                found.put(setting, value);
            } else if (name.startsWith(PREFIX)
                    && !LAUNCHER.contains(name)
                    && !Nearest.to(name, byVariable.keySet()).isEmpty()) {
                // a secret may be called anything; only what nearly is a setting is a mistake
                throw unknown(name, "environment", List.copyOf(byVariable.keySet()));
            }
        });
        return found;
    }

    String text(Setting setting) {
        return value(setting).value();
    }

    int whole(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    boolean isOn(Setting setting) {
        return Boolean.parseBoolean(text(setting));
    }

    Value value(Setting setting) {
        return values.getOrDefault(setting, new Value(setting.fallback(), "usual"));
    }
}
