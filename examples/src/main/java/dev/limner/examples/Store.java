package dev.limner.examples;

import java.util.List;

/// A store of the shop and where it stands (WGS-84).
record Store(String name, City city, double latitude, double longitude) {
    static final List<Store> ALL = List.of(
            new Store("SH-Bund", City.ALL.get(0), 31.2336, 121.4905),
            new Store("SH-Xuhui", City.ALL.get(0), 31.1942, 121.4365),
            new Store("HZ-Lake", City.ALL.get(1), 30.2550, 120.1640),
            new Store("NJ-Confucius", City.ALL.get(2), 32.0215, 118.7890),
            new Store("XM-Ferry", City.ALL.get(3), 24.4560, 118.0740),
            new Store("XM-Airport", City.ALL.get(3), 24.5360, 118.1270));

    static List<Store> in(City city) {
        return ALL.stream().filter(store -> store.city().equals(city)).toList();
    }
}
