package dev.limner.workspace;

import dev.limner.event.TrackingPlan.File;
import dev.limner.event.TrackingPlan.File.PropertyEntry;
import dev.limner.event.TrackingPlan.File.TypeEntry;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The tracking plan of a workspace: `events.yaml`, and the files under `events/` that add to it.
final class PlanFiles {
    static final String FILE = "events.yaml";
    static final String MORE = "events";

    private PlanFiles() {}

    static File read(Path folder) {
        File plan = StrictYaml.read(folder.resolve(FILE), File.class);
        for (Path file : DefinitionFiles.files(folder.resolve(MORE))) {
            plan = merged(plan, StrictYaml.read(file, File.class), MORE + "/" + file.getFileName());
        }
        return plan;
    }

    /// A plan and what another adds to it: types, properties of types that are there, properties.
    ///
    /// @param name what problems call the other
    /// @throws UserProblem where both have a property, and of different types
    static File merged(File plan, File more, String name) {
        Map<String, PropertyEntry> properties = new LinkedHashMap<>(plan.properties());
        more.properties().forEach((property, entry) -> {
            PropertyEntry known = properties.putIfAbsent(property, entry);
            if (known != null && known.type() != entry.type()) {
                throw new UserProblem(
                        Code.PROPERTY_TWICE,
                        name,
                        List.of(
                                property,
                                known.type().name().toLowerCase(Locale.ROOT),
                                entry.type().name().toLowerCase(Locale.ROOT)));
            }
        });
        Map<String, TypeEntry> types = new LinkedHashMap<>(plan.types());
        more.types().forEach((type, entry) -> {
            TypeEntry known = types.get(type);
            Set<String> carried = new LinkedHashSet<>(known == null ? List.of() : known.properties());
            carried.addAll(entry.properties());
            types.put(type, new TypeEntry(known == null ? entry.title() : known.title(), List.copyOf(carried)));
        });
        Map<String, List<String>> traits = new LinkedHashMap<>(plan.traits() == null ? Map.of() : plan.traits());
        if (more.traits() != null) {
            more.traits().forEach(traits::putIfAbsent);
        }
        return new File(types, properties, traits.isEmpty() ? null : traits);
    }
}
