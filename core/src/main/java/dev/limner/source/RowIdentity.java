package dev.limner.source;

import dev.limner.identity.Customers;
import dev.limner.source.Mapping.Identifier;
import dev.limner.source.Mapping.Identifier.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// Whom a row is about: the identifiers that it has, in the order of the mapping.
final class RowIdentity implements Whom {
    private final Customers customers;
    private final List<Place> places;

    private record Place(Identifier identifier, int column) {}

    /// @param place the place of a column
    RowIdentity(List<Identifier> identifiers, ToIntFunction<String> place, Customers customers) {
        this.customers = customers;
        this.places = identifiers.stream()
                .map(identifier -> new Place(identifier, place.applyAsInt(identifier.column())))
                .toList();
    }

    @Override
    public Set<Integer> columns() {
        return places.stream().map(Place::column).collect(Collectors.toSet());
    }

    @Override
    public int node(List<String> fields, long at) throws BadValue {
        List<Customers.Identifier> found = new ArrayList<>();
        for (Place place : places) {
            String field = fields.get(place.column());
            if (!field.isBlank()) {
                found.add(
                        new Customers.Identifier(place.identifier().kind(), value(place.identifier(), field.strip())));
            }
        }
        // numbers are given last, so that a row that goes to quarantine brings none
        return found.isEmpty() ? EventBatch.ANONYMOUS : customers.node(found, at);
    }

    @Override
    public boolean namesErased(List<String> fields) {
        List<Customers.Identifier> found = new ArrayList<>();
        for (Place place : places) {
            String field = place.column() < fields.size() ? fields.get(place.column()) : "";
            if (!field.isBlank()) {
                try {
                    found.add(new Customers.Identifier(
                            place.identifier().kind(), value(place.identifier(), field.strip())));
                } catch (BadValue _) {
                    found.add(new Customers.Identifier(place.identifier().kind(), field.strip()));
                }
            }
        }
        return customers.isForgotten(found);
    }

    private static String value(Identifier identifier, String field) throws BadValue {
        if (identifier.form() != Form.WHOLE_NUMBER) {
            return field;
        }
        try {
            return Fields.number(field, identifier.column()).toBigIntegerExact().toString();
        } catch (ArithmeticException e) {
            throw new BadValue(identifier.column());
        }
    }
}
