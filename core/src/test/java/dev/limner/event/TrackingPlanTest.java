package dev.limner.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.limner.problem.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrackingPlanTest {
    private static final Words TITLE = new Words("title", "标题");

    private static TrackingPlan plan(String... carried) {
        Map<String, TrackingPlan.File.TypeEntry> types = new LinkedHashMap<>();
        types.put("visit", new TrackingPlan.File.TypeEntry(TITLE, List.of()));
        types.put("purchase", new TrackingPlan.File.TypeEntry(TITLE, List.of(carried)));
        Map<String, TrackingPlan.File.PropertyEntry> properties = new LinkedHashMap<>();
        properties.put("item", new TrackingPlan.File.PropertyEntry(ValueType.TEXT, TITLE, null));
        properties.put("email", new TrackingPlan.File.PropertyEntry(ValueType.TEXT, TITLE, Sensitivity.PERSONAL));
        properties.put("category", new TrackingPlan.File.PropertyEntry(ValueType.TEXT, TITLE, null));
        return new TrackingPlan(new TrackingPlan.File(types, properties));
    }

    @Test
    void typesAndPropertiesKeepTheOrderOfTheFile() {
        TrackingPlan plan = plan("category", "item");
        assertThat(plan.types()).extracting(EventType::name).containsExactly("visit", "purchase");
        assertThat(plan.types()).extracting(EventType::ordinal).containsExactly(0, 1);
        assertThat(plan.properties()).extracting(Property::name).containsExactly("item", "email", "category");
        assertThat(plan.properties()).extracting(Property::ordinal).containsExactly(0, 1, 2);
        assertThat(plan.type("purchase").properties())
                .extracting(Property::name)
                .containsExactly("category", "item");
    }

    @Test
    void aPropertyIsPublicWhereNothingElseIsSaid() {
        assertThat(plan().properties())
                .extracting(Property::sensitivity)
                .containsExactly(Sensitivity.PUBLIC, Sensitivity.PERSONAL, Sensitivity.PUBLIC);
    }

    @Test
    void aPropertyMeansTheSameOnEveryType() {
        TrackingPlan plan = plan("item", "category");
        assertThat(plan.property(plan.type("purchase"), "category"))
                .isEqualTo(plan.properties().getLast());
    }

    @Test
    void whatEveryEventHasComesAfterTheDeclaredPropertiesAndIsNoneOfThem() {
        TrackingPlan plan = plan("item");
        assertThat(List.of(plan.known(), plan.zone(), plan.source()))
                .extracting(Property::name, Property::type, Property::ordinal)
                .containsExactly(
                        tuple("known", ValueType.INSTANT, 3),
                        tuple("zone", ValueType.TEXT, 4),
                        tuple("source", ValueType.TEXT, 5));
        assertThat(plan.properties()).hasSize(3).doesNotContain(plan.known(), plan.zone(), plan.source());
        assertThat(plan.builtIn("zone")).isEqualTo(plan.zone());
        assertThat(plan.builtIn("item")).isNull();
        assertThatThrownBy(() -> plan.property(plan.type("purchase"), "zone"))
                .hasMessageStartingWith("UNKNOWN_PROPERTY");
    }

    @Test
    void anUnknownTypeIsTaughtWithTheNearest() {
        assertThatThrownBy(() -> plan().type("purchas"))
                .hasMessage("UNKNOWN_EVENT_TYPE  There is no event type (purchas).  Maybe you meant (purchase).");
        assertThatThrownBy(() -> plan().type("xyz")).hasMessage("UNKNOWN_EVENT_TYPE  There is no event type (xyz).");
    }

    @Test
    void aTypeThatNamesAnUndeclaredPropertyIsTaughtWithTheNearestOfAll() {
        assertThatThrownBy(() -> plan("catagory"))
                .hasMessage("UNKNOWN_PROPERTY  purchase has no property (catagory).  Maybe you meant (category).");
    }

    @Test
    void aPropertyThatTheTypeDoesNotCarryIsTaughtWithTheNearestOfItsOwn() {
        TrackingPlan plan = plan("item");
        EventType purchase = plan.type("purchase");
        assertThatThrownBy(() -> plan.property(purchase, "itm"))
                .hasMessage("UNKNOWN_PROPERTY  purchase has no property (itm).  Maybe you meant (item).");
        assertThatThrownBy(() -> plan.property(purchase, "category"))
                .hasMessage("UNKNOWN_PROPERTY  purchase has no property (category).");
    }

    @Test
    void itKnowsWhichTypesItHas() {
        assertThat(plan().has("visit")).isTrue();
        assertThat(plan().has("Visit")).isFalse();
    }
}
