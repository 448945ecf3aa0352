package dev.limner.workspace;

import dev.limner.identity.Customers.Identifier;
import dev.limner.portrait.Moment;
import dev.limner.portrait.People;
import java.util.List;

/// What is known of one customer right now, without reading the store.
///
/// @param identifiers the strongest first
/// @param alone the tags, of the customer alone, who bears the number 0; empty where no event says anything
/// @param segments the live segments that the customer is in, by id
public record Profile(List<Identifier> identifiers, Moment asOf, People alone, List<String> segments) {
    public Profile {
        identifiers = List.copyOf(identifiers);
        segments = List.copyOf(segments);
    }
}
