package dev.limner.examples;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What the shop's member register says of a person; every name is made up of a surname and something to
/// eat.
///
/// @param birthday null where it was not told
/// @param firm null but for those who buy for one
record Person(
        String name,
        String gender,
        @Nullable LocalDate birthday,
        City city,
        double latitude,
        double longitude,
        String email,
        String phone,
        @Nullable Firm firm) {
    private static final List<String> SURNAMES = List.of("林", "海", "江", "桥", "舟", "沙", "浪", "岸", "帆", "石");
    private static final List<String> GIVEN =
            List.of("汤圆", "豆沙", "芝麻", "年糕", "馄饨", "酸梅", "柚子", "莲藕", "花卷", "春卷", "米线", "豆浆", "桂圆", "麻薯");
    private static final List<String> INDUSTRIES =
            List.of("retail", "hospitality", "education", "technology", "healthcare");
    private static final List<String> ROLES = List.of("owner", "buyer", "office_manager", "assistant");

    record Firm(String industry, int staff, String role) {}

    static Person draw(RandomGenerator random, int number, boolean business, LocalDate firstDay) {
        City city = City.ALL.get(Draw.weighted(random, City.SHARES));
        double gender = random.nextDouble();
        Firm firm = business
                ? new Firm(
                        Draw.any(random, INDUSTRIES),
                        (int) Math.clamp(Draw.logNormal(random, 90, 1.1), 3, 5_000),
                        Draw.any(random, ROLES))
                : null;
        int age = (int) Math.clamp(Draw.logNormal(random, 32, 0.3), 17, 78);
        return new Person(
                Draw.any(random, SURNAMES) + Draw.any(random, GIVEN),
                gender < 0.56 ? "female" : gender < 0.94 ? "male" : "",
                Draw.chance(random, 0.88) ? firstDay.minusYears(age).minusDays(random.nextInt(365)) : null,
                city,
                city.latitude() + 0.05 * random.nextGaussian(),
                city.longitude() + 0.05 * random.nextGaussian(),
                String.format(Locale.ROOT, "m%06d@example.com", number),
                String.format(Locale.ROOT, "100%08d", 10_000_000 + number),
                firm);
    }

    /// The same person as another clerk wrote them down: a blank in the name, a country code, another
    /// address, sometimes no birthday.
    Person writtenAnew(RandomGenerator random, int number) {
        return new Person(
                name.substring(0, 1) + " " + name.substring(1),
                gender,
                Draw.chance(random, 0.8) ? birthday : null,
                city,
                latitude,
                longitude,
                String.format(Locale.ROOT, "shop%06d@example.org", number),
                Draw.chance(random, 0.7) ? "+86 " + phone : "",
                firm);
    }
}
