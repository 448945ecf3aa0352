package dev.limner.workspace;

import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.identity.group.GroupDefinition;
import dev.limner.identity.group.GroupDefinition.By;
import dev.limner.identity.group.Grouping;
import dev.limner.identity.group.Grouping.Valued;
import dev.limner.portrait.Moment;
import dev.limner.portrait.TraitStudy;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.work.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which customers are of one company or household as of a moment, as the file `groups.yaml` says it.
public final class Groups {
    private final Desk desk;

    Groups(Desk desk) {
        this.desk = desk;
    }

    /// What there are groups of and who they are.
    public record Group(GroupDefinition definition, Grouping grouping) {}

    /// The group that a customer belongs to.
    ///
    /// @param group its number in the grouping
    /// @param others who else belongs to it; nobody where it is too large
    public record Belonging(Group of, int group, List<Integer> others) {}

    private record Question(List<GroupDefinition> definitions) {}

    /// What the workspace's file defines; empty where it has none.
    ///
    /// @throws UserProblem where it is wrong
    public List<GroupDefinition> definitions() {
        List<GroupDefinition> definitions = GroupsFile.read(desk.workspace().folder());
        definitions.forEach(definition -> definition.by().forEach(this::check));
        return definitions;
    }

    private void check(By by) {
        switch (by) {
            case By.Trait(String name) -> {
                List<String> known = traits().stream().map(Property::name).toList();
                if (!known.contains(name)) {
                    List<String> values = new ArrayList<>(List.of(TrackingPlan.TRAITS, name));
                    values.addAll(Nearest.to(name, known));
                    throw new UserProblem(Code.UNKNOWN_PROPERTY, GroupsFile.NAME, values);
                }
            }
            case By.Kind(String name) -> {
                TreeSet<String> known = new TreeSet<>();
                desk.workspace()
                        .definitions()
                        .mappings()
                        .values()
                        .forEach(mapping -> mapping.identifiers().forEach(identifier -> known.add(identifier.kind())));
                if (!known.contains(name)) {
                    throw new UserProblem(
                            Code.UNKNOWN_VALUE, GroupsFile.NAME, List.of(name, "identifier", String.join(", ", known)));
                }
            }
        }
    }

    private List<Property> traits() {
        TrackingPlan plan = desk.workspace().definitions().plan();
        return plan.has(TrackingPlan.TRAITS) ? plan.type(TrackingPlan.TRAITS).properties() : List.of();
    }

    /// All kinds of groups as of a moment, by name.
    ///
    /// @throws UserProblem where the file is wrong
    public SequencedMap<String, Group> all(Moment moment) {
        List<GroupDefinition> definitions = definitions();
        return desk.remembered(new Question(definitions), moment, null, _ -> gather(definitions, moment));
    }

    /// The same, where there must be some.
    public SequencedMap<String, Group> required(Moment moment) {
        SequencedMap<String, Group> all = all(moment);
        if (all.isEmpty()) {
            throw UserProblem.of(Code.NO_GROUPS);
        }
        return all;
    }

    /// One kind of groups.
    ///
    /// @throws UserProblem where there is none of that name
    public Group group(String name, Moment moment) {
        SequencedMap<String, Group> all = required(moment);
        Group group = all.get(name);
        if (group == null) {
            List<String> values = new ArrayList<>(List.of(name));
            values.addAll(Nearest.to(name, all.keySet()));
            throw new UserProblem(Code.UNKNOWN_GROUP, "", values);
        }
        return group;
    }

    /// The groups that a customer belongs to: those with others, and those that are too large.
    public List<Belonging> of(int customer, Moment moment) {
        List<Belonging> belongings = new ArrayList<>();
        for (Group group : all(moment).values()) {
            Grouping grouping = group.grouping();
            int number = grouping.group(customer);
            if (number != Grouping.NONE && grouping.size(number) > 1) {
                List<Integer> others = grouping.isTooLarge(number)
                        ? List.of()
                        : Arrays.stream(grouping.members(number))
                                .filter(other -> other != customer)
                                .boxed()
                                .toList();
                belongings.add(new Belonging(group, number, others));
            }
        }
        return belongings;
    }

    private SequencedMap<String, Group> gather(List<GroupDefinition> definitions, Moment moment) {
        List<Property> needed = traits().stream()
                .filter(property -> definitions.stream()
                        .anyMatch(definition -> definition.by().contains(new By.Trait(property.name()))))
                .toList();
        TraitStudy.@Nullable Traits traits = null;
        if (!needed.isEmpty()) {
            TraitStudy study = TraitStudy.holding(desk.workspace().definitions().plan(), needed);
            traits = desk.workspace().engine().run(study, moment.scope(), new Work());
        }
        Customers customers = desk.workspace().store().customers();
        Map<String, SeenWith> seen = new LinkedHashMap<>();
        SequencedMap<String, Group> all = new LinkedHashMap<>();
        for (GroupDefinition definition : definitions) {
            List<Valued> valued = new ArrayList<>();
            for (int customer : customers.all()) {
                List<@Nullable String> values = new ArrayList<>();
                for (By by : definition.by()) {
                    values.add(
                            switch (by) {
                                case By.Trait(String name) -> value(name, customer, needed, traits);
                                case By.Kind(String kind) ->
                                    seen.computeIfAbsent(kind, _ -> SeenWith.of(kind, customers))
                                            .of(customer);
                            });
                }
                valued.add(new Valued(customer, values));
            }
            all.put(definition.group(), new Group(definition, Grouping.of(valued, definition.most())));
        }
        return all;
    }

    private static @Nullable String value(
            String name, int customer, List<Property> needed, TraitStudy.@Nullable Traits traits) {
        for (int i = 0; traits != null && i < needed.size(); i++) {
            if (needed.get(i).name().equals(name)) {
                return traits.of(customer).get(i);
            }
        }
        return null;
    }
}
