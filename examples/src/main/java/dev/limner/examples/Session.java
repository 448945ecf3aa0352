package dev.limner.examples;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// One stay on the web or in the mini-program: makes rows that bear its context, each some seconds after
/// the one before.
final class Session {
    final Shopper shopper;
    private final Sheet online;
    private final Day day;
    private final String channel;
    private final String device;
    private final String id;
    private final String campaign;
    private final Set<Item> seen = new HashSet<>();
    private long second;

    /// Begins one at a second, with its first row.
    Session(Sheet online, Shopper shopper, Day day, long second) {
        this.online = online;
        this.shopper = shopper;
        this.day = day;
        this.second = second;
        boolean miniProgram = shopper.persona.channels().drawMiniProgram(shopper.random);
        channel = miniProgram ? "mini-program" : "web";
        boolean apple = shopper.number % 3 == 0;
        device = !miniProgram && shopper.chance(0.7) ? "pc" : apple ? "ios" : "android";
        id = shopper.card + "-" + ++shopper.sessions;
        campaign = shopper.campaignOn(day.number());
        Row start = row("session_start").put("landing_page", campaign.isEmpty() ? "home" : "campaign");
        if (miniProgram && shopper.chance(0.4)) {
            start.put("latitude", degrees(shopper.person.latitude() + 0.004 * shopper.random.nextGaussian()));
            start.put("longitude", degrees(shopper.person.longitude() + 0.004 * shopper.random.nextGaussian()));
        }
        if (shopper.chance(0.25)) {
            after(1, 4).row("login");
        }
    }

    /// Lets some seconds pass.
    Session after(int low, int high) {
        second += shopper.between(low, high);
        return this;
    }

    long second() {
        return second;
    }

    Row row(String event) {
        return context(online.row(second, event, shopper.card, shopper.city()));
    }

    /// The same context for a row of another file.
    Row context(Row row) {
        return row.put("channel", channel)
                .put("device", device)
                .put("city", shopper.city().name())
                .put("session", id)
                .put("campaign", campaign);
    }

    boolean hasSeen(Item item) {
        return seen.contains(item);
    }

    void see(Item item) {
        seen.add(item);
    }

    Row item(String event, Item item) {
        return row(event).item(item, day.number());
    }

    static String degrees(double angle) {
        long millionths = Math.round(angle * 1e6);
        return String.format(Locale.ROOT, "%d.%06d", millionths / 1_000_000, millionths % 1_000_000);
    }
}
