package dev.limner.examples;

import java.util.Arrays;
import java.util.Map;

/// One row on its way into a file, filled column by column.
final class Row implements Comparable<Row> {
    private final Map<String, Integer> places;
    private final String[] fields;
    private final long second;
    private final long number;
    private final City city;

    Row(Map<String, Integer> places, long second, long number, City city) {
        this.places = places;
        this.fields = new String[places.size()];
        this.second = second;
        this.number = number;
        this.city = city;
        Arrays.fill(fields, "");
    }

    /// @throws IllegalArgumentException where the file has no such column
    Row put(String column, String value) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("no column (" + column + ") among " + places.keySet());
        }
        fields[place] = value;
        return this;
    }

    Row put(String column, long value) {
        return put(column, Long.toString(value));
    }

    /// Hundredths as a decimal.
    Row cents(String column, long cents) {
        return put(column, decimal(cents));
    }

    static String decimal(long cents) {
        String digits = Long.toString(Math.abs(cents) + 100);
        int point = digits.length() - 2;
        long whole = Math.abs(cents) / 100;
        return (cents < 0 ? "-" : "") + whole + "." + digits.substring(point);
    }

    /// What the row says of an article.
    Row item(Item item, int day) {
        put("item", item.number()).put("item_name", item.name());
        put("category", item.category()).put("brand", item.brand());
        cents("price", item.cents()).put("attributes", item.attributes());
        return put("is_new", Boolean.toString(item.isNew(day)));
    }

    long second() {
        return second;
    }

    City city() {
        return city;
    }

    String[] fields() {
        return fields;
    }

    /// Time, then the order in which they were made.
    @Override
    public int compareTo(Row other) {
        int byTime = Long.compare(second, other.second);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}
