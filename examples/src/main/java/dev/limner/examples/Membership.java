package dev.limner.examples;

import java.time.LocalDate;
import java.time.Period;

/// The member register and the stores' doors: joining, traits, consent, levels, visits.
final class Membership {
    private static final String[] LEVELS = {"basic", "silver", "gold", "platinum"};
    private static final long[] LEVEL_FROM_CENTS = {0, 150_000, 500_000, 1_500_000};
    private static final double[] CONSENT = {0.68, 0.74, 0.6, 0.8};

    private final Sheets sheets;

    Membership(Sheets sheets) {
        this.sheets = sheets;
    }

    /// Joining: what the register then says, the consents, a coupon to begin with.
    void join(Shopper shopper, Day day) {
        long second = day.start() + Rhythm.second(shopper.random, shopper.persona.peakHour()) / 2;
        Person person = shopper.person;
        Row row = sheets.members
                .row(second, "traits", shopper.card, shopper.city())
                .put("name", person.name())
                .put("gender", person.gender())
                .put("level", LEVELS[0])
                .put("email", person.email())
                .put("phone", person.phone())
                .put("city", shopper.city().name());
        LocalDate birthday = person.birthday();
        if (birthday != null) {
            row.put("birthday", birthday.toString()).put("age", age(birthday, day.date()));
        }
        Person.Firm firm = person.firm();
        if (firm != null) {
            row.put("industry", firm.industry()).put("staff", firm.staff()).put("contact_role", firm.role());
        }
        for (int channel = 0; channel < CONSENT.length; channel++) {
            if (shopper.chance(CONSENT[channel])) {
                shopper.consents[channel] = true;
                consent(shopper, "consent_given", channel, second + 20);
            }
        }
        if (shopper.chance(0.3)) {
            shopper.coupon = Coupon.WELCOME;
            sheets.online
                    .row(second + 40, "coupon_claimed", shopper.card, shopper.city())
                    .put("coupon", Coupon.WELCOME.name())
                    .put("channel", "mini-program")
                    .put("city", shopper.city().name());
        }
        if (shopper.chance(0.3)) {
            sheets.online
                    .row(second + 60, "follow", shopper.card, shopper.city())
                    .put("network", "wechat")
                    .put("channel", "mini-program")
                    .put("city", shopper.city().name());
        }
    }

    /// A year more on birthdays; who leaves may withdraw consent.
    void day(Shopper shopper, Day day) {
        LocalDate birthday = shopper.person.birthday();
        if (birthday != null
                && birthday.getDayOfYear() == day.date().getDayOfYear()
                && day.number() != shopper.persona.joinDay()) {
            sheets.members
                    .row(day.start() + 3_600, "traits", shopper.card, shopper.city())
                    .put("age", age(birthday, day.date()));
        }
        if (day.number() == shopper.persona.churnDay() && shopper.chance(0.15)) {
            withdraw(shopper, day.start() + 43_200);
        }
    }

    /// Takes back every consent that was given.
    void withdraw(Shopper shopper, long second) {
        for (int channel = 0; channel < shopper.consents.length; channel++) {
            if (shopper.consents[channel]) {
                shopper.consents[channel] = false;
                consent(shopper, "consent_withdrawn", channel, second);
            }
        }
    }

    private void consent(Shopper shopper, String event, int channel, long second) {
        sheets.members
                .row(second, event, shopper.card, shopper.city())
                .put("purpose", "marketing")
                .put("channel", Shopper.MESSAGE_CHANNELS[channel]);
    }

    /// Counts what was spent; a new level is a new trait.
    void spent(Shopper shopper, long cents, long second) {
        shopper.spentCents += cents;
        int level = shopper.level;
        while (level + 1 < LEVELS.length && shopper.spentCents >= LEVEL_FROM_CENTS[level + 1]) {
            level++;
        }
        if (level > shopper.level) {
            shopper.level = level;
            sheets.members
                    .row(second + 300, "traits", shopper.card, shopper.city())
                    .put("level", LEVELS[level]);
        }
    }

    void visit(Shopper shopper, Store store, long second) {
        at(store, sheets.visits.row(second, "visit", shopper.card, store.city()).put("store", store.name()));
    }

    /// The place of a store, for a row that happens there.
    static Row at(Store store, Row row) {
        return row.put("channel", "store")
                .put("city", store.city().name())
                .put("latitude", Session.degrees(store.latitude()))
                .put("longitude", Session.degrees(store.longitude()));
    }

    private static int age(LocalDate birthday, LocalDate today) {
        return Period.between(birthday, today).getYears();
    }
}
