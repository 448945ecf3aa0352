package dev.limner.benchmarks;

import java.util.List;

/// The words that generated events and generated definitions share, the frequent ones first.
final class Vocabulary {
    static final List<String> CATEGORIES = List.of(
            "food", "beauty", "fashion", "home", "sport", "baby", "books", "phones", "garden", "toys", "pets", "tools");
    static final List<String> CHANNELS = List.of("app", "web", "mini", "store", "partner");
    static final List<String> MESSAGE_CHANNELS = List.of("push", "sms", "email", "wechat");
    static final List<String> CITIES = List.of(
            "Ashford",
            "Birchwick",
            "Calder",
            "Dunmere",
            "Elmstead",
            "Farley",
            "Glenside",
            "Harrow End",
            "Inverlea",
            "Jasper",
            "Kestrel",
            "Larkhill",
            "Marsden",
            "Northcote",
            "Oakham",
            "Pinewood");
    static final List<String> LEVELS = List.of("plain", "silver", "gold");
    static final List<String> GENDERS = List.of("female", "male");
    static final int ITEMS = 20_000;
    static final int CAMPAIGNS = 120;

    private Vocabulary() {}

    static String campaign(int number) {
        return "C" + (1000 + number);
    }

    static String item(int number) {
        return "I" + (10_000 + number);
    }

    static String category(int item) {
        return CATEGORIES.get((item * 7 + item / 12) % CATEGORIES.size());
    }
}
