package dev.limner.server;

import dev.limner.access.Masking;
import dev.limner.access.Right;
import dev.limner.event.Property;
import dev.limner.event.Sensitivity;
import dev.limner.identity.Customers;
import dev.limner.identity.Customers.Identifier;
import dev.limner.identity.Preview;
import dev.limner.portrait.Tag;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import dev.limner.workspace.Desk;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a caller sees of people: everything, or with whatever is personal masked. Every answer about people
/// goes through it, and it alone decides.
///
/// Personal are properties and tags that are declared so, identifiers of a kind that is such a property or is
/// known for it, whatever looks like a phone number or an e-mail address among identifiers, and rows as they
/// came.
final class Sight {
    private static final Words HIDDEN_REASON =
            new Words("The reason rests on personal values, which your role does not show.", "原因涉及个人信息，您的角色不能查看。");
    private static final Set<String> PERSONAL_KINDS =
            Set.of("phone", "mobile", "email", "mail", "name", "id_card", "identity_number", "passport");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_]+");
    /// Before the number of a customer that has no other name for this caller.
    private static final Pattern NUMBERED = Pattern.compile("~(\\d{1,9})");

    private final Desk desk;
    private final boolean isWhole;
    /// Whether a property is personal, by its name.
    private final Map<String, Boolean> properties;

    Sight(Desk desk, boolean isWhole) {
        this.desk = desk;
        this.isWhole = isWhole;
        this.properties = desk.workspace().definitions().plan().properties().stream()
                .collect(Collectors.toMap(Property::name, property -> property.sensitivity() == Sensitivity.PERSONAL));
    }

    static Sight of(Caller caller, Desk desk) {
        return new Sight(desk, caller.may(Right.PERSONAL));
    }

    private Customers customers() {
        return desk.workspace().store().customers();
    }

    boolean isWhole() {
        return isWhole;
    }

    /// The customer whom an identifier names, or the number that [#name] gave.
    ///
    /// @throws UserProblem where there is none
    int customer(String id) {
        var numbered = NUMBERED.matcher(id);
        if (!numbered.matches() || customers().find(id) != null) {
            return desk.customer(id);
        }
        int number = Integer.parseInt(numbered.group(1));
        if (number >= customers().size() || customers().customer(number) != number) {
            throw UserProblem.of(Code.UNKNOWN_CUSTOMER, id);
        }
        return number;
    }

    /// What finds a customer again, and tells the caller nothing that he may not know.
    String name(int customer) {
        if (isWhole || !isPersonal(customers().identifier(customer))) {
            return customers().name(customer);
        }
        for (Identifier identifier : customers().identifiers(customer)) {
            String written = identifier.kind() + ":" + identifier.value();
            if (!isPersonal(identifier)
                    && Integer.valueOf(customer).equals(customers().find(written))) {
                return written;
            }
        }
        return "~" + customer;
    }

    /// The same of a customer whom such a name finds.
    String name(String known) {
        Integer customer = isWhole ? null : customers().find(known);
        return customer == null ? known : name(customer);
    }

    boolean isPersonal(Identifier identifier) {
        return PERSONAL_KINDS.contains(identifier.kind())
                || isPersonal(identifier.kind())
                || Masking.isContact(identifier.value());
    }

    /// A tag is as personal as the property that it is made of, whatever it says of itself.
    private boolean isPersonal(Tag tag) {
        String property = tag.options().text("property");
        return tag.sensitivity() == Sensitivity.PERSONAL || (property != null && isPersonal(property));
    }

    private boolean isPersonal(String property) {
        return properties.getOrDefault(property, false);
    }

    Identifier identifier(Identifier identifier) {
        return isWhole || !isPersonal(identifier)
                ? identifier
                : new Identifier(identifier.kind(), Masking.mask(identifier.value()));
    }

    List<Identifier> identifiers(List<Identifier> identifiers) {
        return identifiers.stream().map(this::identifier).toList();
    }

    List<Identifier> identifiers(int customer) {
        return identifiers(customers().identifiers(customer));
    }

    /// A value of a property; null stays.
    @Nullable
    String of(Property property, @Nullable String text) {
        return masked(property.sensitivity() == Sensitivity.PERSONAL, text);
    }

    /// A value of a tag; null stays.
    @Nullable
    String of(Tag tag, @Nullable String text) {
        return masked(isPersonal(tag), text);
    }

    /// A value of a trait or of a kind of identifier, by its name.
    String ofNamed(String name, String text) {
        return isWhole ? text : identifier(new Identifier(name, text)).value();
    }

    /// A value of which nobody knows what it is of: masked, if anything is.
    @Nullable
    String ofUnknown(@Nullable String text) {
        return masked(true, text);
    }

    private @Nullable String masked(boolean isPersonal, @Nullable String text) {
        return text == null || isWhole || !isPersonal ? text : Masking.mask(text);
    }

    /// A field of a row as it came.
    String raw(String text) {
        return isWhole ? text : Masking.form(text);
    }

    /// The same of a field that gives a property, which is shown where that is not personal.
    String raw(@Nullable String property, String text) {
        boolean isShown = property != null && !properties.getOrDefault(property, true);
        return isShown ? text : raw(text);
    }

    /// A message as it came: its keys, and the form of what they say.
    JsonNode raw(JsonNode message) {
        if (isWhole) {
            return message;
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (message.isObject()) {
            ObjectNode masked = nodes.objectNode();
            for (Map.Entry<String, JsonNode> entry : message.properties()) {
                masked.set(Masking.isContact(entry.getKey()) ? Masking.HIDDEN : entry.getKey(), raw(entry.getValue()));
            }
            return masked;
        }
        if (message.isArray()) {
            return nodes.arrayNode().addAll(message.valueStream().map(this::raw).toList());
        }
        return message.isString() || message.isNumber() ? nodes.stringNode(raw(message.asString())) : message;
    }

    /// A sentence that speaks of a tag's value.
    Words sentence(Tag tag, Words words) {
        return isWhole || !isPersonal(tag) ? words : HIDDEN_REASON;
    }

    /// A sentence about an expression, which may tell what it reads.
    Words sentence(String expression, Words words) {
        return reads(expression) ? HIDDEN_REASON : words;
    }

    /// What a part of an expression comes to.
    @Nullable
    String value(String expression, @Nullable String text) {
        return masked(reads(expression), text);
    }

    /// Whether the caller may not see something that an expression names.
    private boolean reads(String expression) {
        return !isWhole && NAME.matcher(expression).results().anyMatch(name -> isPersonal(name.group()));
    }

    /// The effect of a change of who is who.
    Preview preview(Preview effect) {
        return isWhole
                ? effect
                : new Preview(
                        effect.before(),
                        effect.after(),
                        effect.merges(),
                        effect.splits(),
                        effect.vanishing(),
                        groups(effect.merged()),
                        groups(effect.parted()),
                        groups(effect.largest()));
    }

    private List<Preview.Group> groups(List<Preview.Group> groups) {
        return groups.stream()
                .map(group -> new Preview.Group(
                        group.customer(),
                        group.parts().stream()
                                .map(part -> new Preview.Part(
                                        part.customer(), part.count(), identifiers(part.identifiers())))
                                .toList()))
                .toList();
    }
}
