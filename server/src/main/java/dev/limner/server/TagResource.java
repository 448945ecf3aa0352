package dev.limner.server;

import dev.limner.event.EventType;
import dev.limner.event.Sensitivity;
import dev.limner.portrait.People;
import dev.limner.portrait.Portraits;
import dev.limner.portrait.Tag;
import dev.limner.problem.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The catalogue of tags.
final class TagResource {
    private TagResource() {}

    record TagCatalogue(List<TagGroup> groups, List<TagView> tags) {}

    record TagGroup(String id, Words title) {}

    record TagView(
            String id,
            Words title,
            Words description,
            String group,
            Tag.Type type,
            @Nullable Words unit,
            String owner,
            int version,
            String refresh,
            Sensitivity sensitivity,
            String formula,
            @Nullable List<TagValue> values,
            double coverage,
            List<String> events) {}

    record TagValue(String id, Words title, @Nullable Words description) {}

    static List<Route> routes(Desks desks) {
        return List.of(Route.get(
                Routes.WORKSPACE + "/tags",
                "The tags that every customer's portrait is made of, with their definitions and coverage.",
                List.of(Asked.AS_OF),
                TagCatalogue.class,
                request -> catalogue(Asked.of(request, desks))));
    }

    static List<TagValue> values(Tag tag) {
        return tag.values().stream()
                .map(value -> new TagValue(value.id(), value.title(), value.description()))
                .toList();
    }

    private static TagCatalogue catalogue(Asked asked) {
        Portraits portraits = asked.desk().workspace().definitions().portraits();
        People people = asked.desk().people(asked.moment());
        return new TagCatalogue(
                portraits.catalogue().groups().stream()
                        .map(group -> new TagGroup(group.id(), group.title()))
                        .toList(),
                portraits.offered().stream()
                        .map(tag -> view(tag, portraits, people))
                        .toList());
    }

    private static TagView view(Tag tag, Portraits portraits, People people) {
        double all = Math.max(1, people.size());
        return new TagView(
                tag.name(),
                tag.title(),
                tag.description(),
                tag.group(),
                tag.type(),
                tag.unit(),
                tag.owner(),
                tag.version(),
                tag.refresh(),
                tag.sensitivity(),
                tag.formula(),
                tag.values().isEmpty() ? null : values(tag),
                people.column(tag.name()).coverage() / all,
                portraits.needs(tag.name()).types().stream()
                        .map(EventType::name)
                        .toList());
    }
}
