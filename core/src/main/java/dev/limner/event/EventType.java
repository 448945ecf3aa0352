package dev.limner.event;

import dev.limner.problem.Words;
import java.io.Serializable;
import java.util.List;

/// A kind of thing that happens to a customer, with the properties it may carry.
///
/// @param ordinal its place among the plan's types, from 0
public record EventType(int ordinal, String name, Words title, List<Property> properties) implements Serializable {
    public EventType {
        properties = List.copyOf(properties);
    }
}
