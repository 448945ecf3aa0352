package dev.limner.examples;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Coming, looking, searching, keeping in mind: sessions that bring no order.
final class Browsing {
    private static final int INTENT_DAYS = 3;
    private static final double FADING = 0.45;
    private static final int FADING_DAYS = 45;
    private static final int COVETING_DAYS = 5;
    private static final int SILENCE_AFTER_COVETING_DAYS = 21;

    private final Sheet online;
    private final Catalogue catalogue;

    Browsing(Sheet online, Catalogue catalogue) {
        this.online = online;
        this.catalogue = catalogue;
    }

    /// Whatever browsing the day brings.
    void day(Shopper shopper, Day day) {
        Persona persona = shopper.persona;
        int daysToOrder = shopper.dueDay - day.number();
        boolean intends = daysToOrder > 0 && daysToOrder <= INTENT_DAYS && !persona.impulsive();
        if (intends && shopper.target == null) {
            chooseTarget(shopper, day);
        }
        double fading = persona.churnDay() - day.number() < FADING_DAYS ? FADING : 1;
        double sessions = persona.browsing() * day.factor() * fading + (intends ? 0.3 : 0);
        if (shopper.chance(sessions)) {
            session(shopper, day, intends && !shopper.targetSeen ? shopper.target : null);
        } else if (intends && shopper.targetInStore && daysToOrder == 1) {
            session(shopper, day, shopper.targetSeen ? null : shopper.target);
        }
        if (persona.hesitant()) {
            hesitate(shopper, day);
        }
    }

    /// Chooses what the next order is for, and whether it will be fetched in a store.
    void chooseTarget(Shopper shopper, Day day) {
        shopper.target = draw(shopper, day);
        shopper.targetSeen = false;
        shopper.targetInStore = shopper.persona.channels().drawStore(shopper.random);
    }

    /// An article after the person's taste, but none that a hesitant one could not decide on.
    Item draw(Shopper shopper, Day day) {
        while (true) {
            Item item = catalogue.draw(
                    shopper.persona.category(shopper.random, catalogue.categories()), day.number(), shopper.random);
            if (!isAvoided(shopper, item, day)) {
                return item;
            }
        }
    }

    /// What a hesitant person could not decide on is not bought for some weeks.
    static boolean isAvoided(Shopper shopper, Item item, Day day) {
        return item.equals(shopper.coveted) && day.number() <= shopper.covetedUntil + SILENCE_AFTER_COVETING_DAYS;
    }

    private void hesitate(Shopper shopper, Day day) {
        Item coveted = shopper.coveted;
        if (coveted != null && day.number() <= shopper.covetedUntil) {
            if (shopper.chance(0.75)) {
                Session session = new Session(online, shopper, day, second(shopper, day));
                view(session.after(3, 20), coveted);
                if (shopper.chance(0.5)) {
                    view(session.after(60, 400), coveted);
                }
                if (shopper.chance(0.25)) {
                    session.after(5, 40).item("cart_add", coveted).put("quantity", 1);
                    session.after(30, 300).item("cart_remove", coveted).put("quantity", 1);
                }
            }
            return;
        }
        boolean rested = coveted == null || day.number() > shopper.covetedUntil + SILENCE_AFTER_COVETING_DAYS;
        if (rested && shopper.chance(0.03)) {
            Item item = catalogue.draw(
                    shopper.persona.category(shopper.random, catalogue.categories()), day.number(), shopper.random);
            if (!item.equals(shopper.target)) {
                shopper.coveted = item;
                shopper.covetedUntil = day.number() + COVETING_DAYS;
            }
        }
    }

    /// A session of looking around; `focus` is looked at first.
    void session(Shopper shopper, Day day, @Nullable Item focus) {
        Session session = new Session(online, shopper, day, second(shopper, day));
        if (shopper.chance(0.3)) {
            String query = focus == null ? Draw.any(shopper.random, WORDS) : focus.category();
            session.after(3, 25).row("search").put("query", query).put("results", shopper.between(0, 40));
        }
        if (focus != null) {
            view(session.after(4, 40), focus);
            shopper.targetSeen = true;
        }
        int views = 1 + Math.min(7, (int) (-1.7 * StrictMath.log(1 - shopper.random.nextDouble())));
        for (int i = 0; i < views; i++) {
            Item item = catalogue.draw(
                    shopper.persona.category(shopper.random, catalogue.categories()), day.number(), shopper.random);
            if (!session.hasSeen(item)) {
                view(session.after(8, 120), item);
                remember(session, item);
            }
        }
    }

    private static final List<String> WORDS =
            List.of("礼物", "防晒", "雨衣", "猫粮", "茶", "新品", "gift", "lamp", "running", "优惠");

    private static void remember(Session session, Item item) {
        double draw = session.shopper.random.nextDouble();
        if (draw < 0.05) {
            session.after(2, 15).item("favourite", item);
        } else if (draw < 0.1) {
            session.after(2, 15)
                    .item("cart_add", item)
                    .put("quantity", 1)
                    .cents("unit_price", item.cents())
                    .cents("amount", item.cents());
        } else if (draw < 0.115) {
            session.after(2, 15).item("share", item).put("network", "wechat");
        } else if (draw < 0.14) {
            session.after(2, 15).item("like", item).put("network", "mini-program");
        }
    }

    static void view(Session session, Item item) {
        session.see(item);
        session.item("view", item).put("page", "item");
    }

    private static long second(Shopper shopper, Day day) {
        return day.start() + Rhythm.second(shopper.random, shopper.persona.peakHour());
    }
}
