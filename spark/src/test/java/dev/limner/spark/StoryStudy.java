package dev.limner.spark;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import java.util.ArrayList;
import java.util.List;

/// Tells every customer's events in their order, with item, country and marks, and what every event has.
record StoryStudy(List<EventType> types, List<Property> texts, Property known) implements Study<ArrayList<String>> {
    StoryStudy(TrackingPlan plan) {
        this(
                plan.types(),
                List.of(
                        plan.property(plan.type("purchase"), "item_name"),
                        plan.property(plan.type("order"), "country"),
                        plan.property(plan.type("purchase"), "marks"),
                        plan.zone(),
                        plan.source()),
                plan.known());
    }

    @Override
    public Needs needs() {
        return new Needs(types, texts).and(known);
    }

    @Override
    public ArrayList<String> start() {
        return new ArrayList<>();
    }

    @Override
    public void add(ArrayList<String> stories, History history) {
        StringBuilder story = new StringBuilder("customer " + history.customer());
        for (int event = 0; event < history.size(); event++) {
            story.append('\n').append(history.at(event));
            story.append(' ').append(types.get(history.type(event)).name());
            story.append(' ').append(history.value(known, event));
            for (Property property : texts) {
                story.append(' ').append(text(history, property, event));
            }
        }
        stories.add(story.toString());
    }

    @Override
    public ArrayList<String> merge(ArrayList<String> left, ArrayList<String> right) {
        left.addAll(right);
        return left;
    }

    private static String text(History history, Property property, int event) {
        return history.has(property, event) ? history.text(history.value(property, event)) : "-";
    }
}
