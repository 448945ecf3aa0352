package dev.limner.server;

import dev.limner.event.TrackingPlan;
import dev.limner.identity.group.GroupDefinition;
import dev.limner.identity.group.GroupDefinition.By;
import dev.limner.identity.group.Grouping;
import dev.limner.problem.Words;
import dev.limner.workspace.Groups;
import dev.limner.workspace.Groups.Belonging;
import dev.limner.workspace.Groups.Group;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Companies and households: how many there are, and to which a customer belongs with whom.
final class GroupResource {
    private static final int MOST_SHOWN = 10;
    private static final int MOST_OTHERS = 100;

    private GroupResource() {}

    record GroupKindList(List<GroupKind> groups) {}

    /// @param group the name
    /// @param by what is equal within a group
    /// @param most of how many customers a group may be, where there is a guard
    /// @param customers how many have a value
    /// @param sizes how many groups have 1, 2, 3, and 4 or more customers
    /// @param largest some of the groups of more than one, the largest first
    /// @param tooLarge how many values more customers share than a group may have; they are no groups
    /// @param tooLargeShown some of these, the largest first
    record GroupKind(
            String group,
            Words title,
            List<GroupBy> by,
            @Nullable Integer most,
            int customers,
            List<Integer> sizes,
            List<GroupShown> largest,
            int tooLarge,
            List<GroupShown> tooLargeShown) {}

    /// @param identifier whether it is a kind of identifier and no trait
    record GroupBy(String name, Words title, boolean identifier) {}

    /// @param values what the customers have in common, in the order of what is equal
    record GroupShown(int size, List<String> values) {}

    record CustomerGroupList(List<CustomerGroup> groups) {}

    /// @param size how many customers share the values, this one among them
    /// @param tooLarge whether they are more than a group may have, and therefore none
    /// @param others who else belongs to it, as far as they are shown
    record CustomerGroup(
            String group,
            Words title,
            List<GroupBy> by,
            List<String> values,
            int size,
            boolean tooLarge,
            List<String> others) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        Routes.WORKSPACE + "/groups",
                        "Companies and households as groups.yaml defines them: how many, how large.",
                        List.of(Asked.AS_OF),
                        GroupKindList.class,
                        request -> kinds(Asked.of(request, desks))),
                Route.get(
                        PortraitResource.CUSTOMER + "/groups",
                        "The companies and households that a customer belongs to, and with whom.",
                        List.of(Asked.AS_OF),
                        CustomerGroupList.class,
                        request -> belonging(Asked.of(request, desks))));
    }

    private static GroupKindList kinds(Asked asked) {
        return new GroupKindList(asked.desk().groups().all(asked.moment()).values().stream()
                .map(group -> kind(asked, group))
                .toList());
    }

    private static GroupKind kind(Asked asked, Group group) {
        GroupDefinition definition = group.definition();
        Grouping grouping = group.grouping();
        return new GroupKind(
                definition.group(),
                definition.title(),
                by(asked, definition),
                definition.most(),
                grouping.customers(),
                grouping.sizes(),
                shown(asked, definition, grouping, false),
                grouping.tooLarge(),
                shown(asked, definition, grouping, true));
    }

    private static List<GroupShown> shown(
            Asked asked, GroupDefinition definition, Grouping grouping, boolean tooLarge) {
        return grouping.largest(tooLarge, MOST_SHOWN).stream()
                .map(group -> new GroupShown(grouping.size(group), values(asked, definition, grouping, group)))
                .toList();
    }

    private static List<String> values(Asked asked, GroupDefinition definition, Grouping grouping, int group) {
        Sight sight = asked.sight();
        List<String> values = grouping.values(group);
        return IntStream.range(0, values.size())
                .mapToObj(place -> sight.ofNamed(name(definition.by().get(place)), values.get(place)))
                .toList();
    }

    private static String name(By by) {
        return switch (by) {
            case By.Trait(String name) -> name;
            case By.Kind(String name) -> name;
        };
    }

    private static List<GroupBy> by(Asked asked, GroupDefinition definition) {
        TrackingPlan plan = asked.desk().workspace().definitions().plan();
        return definition.by().stream()
                .map(by -> switch (by) {
                    case By.Trait(String name) ->
                        new GroupBy(
                                name,
                                plan.property(plan.type(TrackingPlan.TRAITS), name)
                                        .title(),
                                false);
                    case By.Kind(String name) -> new GroupBy(name, new Words(name, name), true);
                })
                .toList();
    }

    private static CustomerGroupList belonging(Asked asked) {
        Groups groups = asked.desk().groups();
        return new CustomerGroupList(groups.of(PortraitResource.customer(asked), asked.moment()).stream()
                .map(belonging -> group(asked, belonging))
                .toList());
    }

    private static CustomerGroup group(Asked asked, Belonging belonging) {
        GroupDefinition definition = belonging.of().definition();
        Grouping grouping = belonging.of().grouping();
        return new CustomerGroup(
                definition.group(),
                definition.title(),
                by(asked, definition),
                values(asked, definition, grouping, belonging.group()),
                grouping.size(belonging.group()),
                grouping.isTooLarge(belonging.group()),
                belonging.others().stream()
                        .limit(MOST_OTHERS)
                        .map(asked.sight()::name)
                        .toList());
    }
}
