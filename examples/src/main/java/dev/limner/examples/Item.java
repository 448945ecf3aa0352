package dev.limner.examples;

/// An article of the catalogue.
///
/// @param cents its list price, in hundredths
/// @param attributes what it is like, as `a|b|c`
/// @param launchDay the day of the simulation on which it comes; 0 or less where it was there before
/// @param quality from 0 to 1: how well it is liked by those who own it
record Item(
        String number,
        String name,
        String category,
        String brand,
        long cents,
        String attributes,
        int launchDay,
        double quality) {
    private static final int NEW_DAYS = 60;

    boolean isSold(int day) {
        return day >= launchDay;
    }

    boolean isNew(int day) {
        return launchDay > 0 && day >= launchDay && day < launchDay + NEW_DAYS;
    }

    boolean has(String attribute) {
        return ("|" + attributes + "|").contains("|" + attribute + "|");
    }
}
