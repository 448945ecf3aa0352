package dev.limner.server;

import dev.limner.event.Event;
import dev.limner.problem.Words;
import dev.limner.source.Mapping;
import dev.limner.source.Reasons;
import dev.limner.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What cleaning and mending did to the row of an event, in words.
final class Changes {
    private Changes() {}

    /// A field that is not as it stood.
    ///
    /// @param kind whether it was brought to another spelling, mended from other evidence, or is held suspect
    /// @param title of the property that it gives, else the column's name
    /// @param value what it was made, where that is told
    /// @param rules the titles of the rules that did it
    record ChangedField(
            Kind kind,
            String column,
            @Nullable String property,
            Words title,
            String raw,
            @Nullable String value,
            List<Words> rules,
            @Nullable Evidence evidence,
            @Nullable Words suspect) {}

    enum Kind {
        CLEANED,
        MENDED,
        SUSPECT
    }

    /// The column that outweighed the field, and what it says.
    record Evidence(String column, Words title, String reads) {}

    static List<ChangedField> of(Event event, Workspace workspace, Sight sight) {
        Mapping mapping = workspace.definitions().mappings().get(event.source());
        return event.changed().stream()
                .map(changed -> field(event, changed, mapping, sight))
                .toList();
    }

    private static ChangedField field(Event event, Event.Changed changed, @Nullable Mapping mapping, Sight sight) {
        String value = changed.value();
        String suspect = changed.suspect();
        Kind kind = changed.rule() == null ? Kind.CLEANED : suspect == null ? Kind.MENDED : Kind.SUSPECT;
        return new ChangedField(
                kind,
                changed.column(),
                changed.property(),
                title(event, changed.property() == null ? changed.column() : changed.property()),
                sight.raw(changed.property(), changed.raw()),
                value == null ? null : sight.raw(changed.property(), value),
                rules(changed, mapping),
                changed.evidence() == null || changed.reads() == null
                        ? null
                        : new Evidence(
                                changed.evidence(),
                                title(event, changed.evidence()),
                                sight.raw(changed.evidence(), changed.reads())),
                suspect == null ? null : Reasons.suspect(suspect));
    }

    /// The title of the event's property of that name; the name itself where it has none.
    private static Words title(Event event, String name) {
        return event.type().properties().stream()
                .filter(property -> property.name().equals(name))
                .map(property -> property.title())
                .findFirst()
                .orElse(new Words(name, name));
    }

    private static List<Words> rules(Event.Changed changed, @Nullable Mapping mapping) {
        String rule = changed.rule();
        if (rule != null) {
            return List.of(mapping == null ? new Words(rule, rule) : Reasons.countTitle(mapping, rule));
        }
        return mapping == null
                ? List.of()
                : mapping.clean().stream()
                        .filter(cleaning -> cleaning.column().equals(changed.column()) && cleaning.into() == null)
                        .map(cleaning -> cleaning.title())
                        .toList();
    }
}
