package dev.limner.source.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The regions of one country by code and name: provinces and cities of China after GB/T 2260, states and
/// provinces of the United States, Canada and Australia after ISO 3166-2.
record Regions(String country, List<Region> all) {
    private static final String CHINA = "CN";
    private static final Regions CHINESE = chinese();
    private static final List<Region> WESTERN = Table.lines("regions-western.txt").stream()
            .map(line -> new Region(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1), ""))
            .toList();
    private static final Set<String> PROVINCES = CHINESE.all().stream()
            .map(Region::code)
            .filter(code -> code.length() == 2)
            .collect(Collectors.toSet());

    /// @param brief the name without its last part, such as 广东; empty where there is none
    record Region(String code, String name, String brief) {}

    static Regions of(String country) {
        return country.equals(CHINA)
                ? CHINESE
                : new Regions(
                        country,
                        WESTERN.stream()
                                .filter(region -> region.code().startsWith(country + "-"))
                                .toList());
    }

    static void check(String rule, @Nullable String country) {
        if (country == null || of(country).all().isEmpty()) {
            throw Cleaning.wrong(rule, "address needs a region: CN, US, CA or AU");
        }
    }

    /// Whether the first two digits of a code name a province of China.
    static boolean isProvince(String code) {
        return PROVINCES.contains(code.substring(0, 2));
    }

    boolean isChina() {
        return country.equals(CHINA);
    }

    private static Regions chinese() {
        List<Region> regions = new ArrayList<>();
        for (String line : Table.lines("regions-cn.txt")) {
            String[] words = line.split(" ", -1);
            regions.add(new Region(words[0], words[1], words.length > 2 ? words[2] : withoutLast(words[1])));
        }
        return new Regions(CHINA, List.copyOf(regions));
    }

    private static String withoutLast(String name) {
        return name.substring(0, name.length() - 1);
    }
}
