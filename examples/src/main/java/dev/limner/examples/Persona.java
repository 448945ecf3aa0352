package dev.limner.examples;

import java.util.List;
import java.util.random.RandomGenerator;

/// What a person is like: the truths that the shop's data never say outright.
///
/// @param hesitant looks at one item again and again and does not buy it
/// @param impulsive orders within half a minute of coming
/// @param fraudulent claims coupons in bulk, orders in bursts, sends much back
/// @param priceSensitive orders with coupons alone
/// @param chatActive talks in groups, never opens an SMS
/// @param showroomer looks online, buys in the store within three days
/// @param irritable may stay away because of a message
/// @param business buys for a firm
/// @param meanGapDays the usual time between two orders
/// @param regularity the shape of the gaps' gamma distribution; 1 is haphazard
/// @param browsing sessions a day without an intent to buy
/// @param channels how often the person shops on the web, in the mini-program, in a store
/// @param favourites categories, the dearest first
/// @param peakHour when the person likes to shop
/// @param joinDay of the simulation
/// @param churnDay from when on nothing comes any more; [#NEVER] where that does not happen
record Persona(
        boolean hesitant,
        boolean impulsive,
        boolean fraudulent,
        boolean priceSensitive,
        boolean chatActive,
        boolean showroomer,
        boolean irritable,
        boolean business,
        double meanGapDays,
        int regularity,
        double browsing,
        Channels channels,
        List<String> favourites,
        int peakHour,
        int joinDay,
        int churnDay) {
    static final int NEVER = Integer.MAX_VALUE;
    private static final double MEMBERS_AT_THE_BEGINNING = 0.45;
    private static final int BEGINNING_DAYS = 25;
    private static final int SHORTEST_STAY_DAYS = 25;
    private static final int MEAN_STAY_DAYS = 190;

    /// Weights of the places to shop.
    record Channels(double web, double miniProgram, double store) {
        boolean drawStore(RandomGenerator random) {
            return Draw.chance(random, store / (web + miniProgram + store));
        }

        boolean drawMiniProgram(RandomGenerator random) {
            return Draw.chance(random, miniProgram / (web + miniProgram));
        }
    }

    static Persona draw(RandomGenerator random, List<String> categories, int days) {
        boolean fraudulent = Draw.chance(random, 0.02);
        boolean business = !fraudulent && Draw.chance(random, 0.06);
        boolean plain = !fraudulent && !business;
        // hesitant and impulsive exclude each other; the other traits are independent
        double temper = random.nextDouble();
        boolean hesitant = plain && temper < 0.08;
        boolean impulsive = plain && temper > 0.92;
        boolean priceSensitive = plain && !impulsive && Draw.chance(random, 0.2);
        boolean showroomer = plain && !impulsive && Draw.chance(random, 0.1);
        double gap = Math.clamp(Draw.logNormal(random, fraudulent ? 20 : hesitant ? 80 : 60, 0.6), 7, 200);
        int join = Draw.chance(random, MEMBERS_AT_THE_BEGINNING)
                ? random.nextInt(Math.min(BEGINNING_DAYS, days))
                : random.nextInt(days);
        return new Persona(
                hesitant,
                impulsive,
                fraudulent,
                priceSensitive,
                plain && Draw.chance(random, 0.12),
                showroomer,
                plain && Draw.chance(random, 0.1),
                business,
                gap,
                Draw.between(random, 1, 9),
                Math.clamp(Draw.logNormal(random, 0.012, 0.7), 0.002, 0.2),
                channels(random, showroomer, impulsive || fraudulent || business),
                favourites(random, categories),
                business ? 11 : Draw.any(random, List.of(9, 12, 13, 17, 20, 21, 21, 22)),
                join,
                churn(random, join, days));
    }

    /// The same person on a second card, which came later and takes a part of the orders.
    Persona onSecondCard(RandomGenerator random, int days) {
        return new Persona(
                hesitant,
                impulsive,
                fraudulent,
                priceSensitive,
                chatActive,
                showroomer,
                irritable,
                business,
                meanGapDays * 1.5,
                regularity,
                browsing,
                channels,
                favourites,
                peakHour,
                Draw.between(random, joinDay, Math.min(days, churnDay) - 1),
                churnDay);
    }

    private static int churn(RandomGenerator random, int join, int days) {
        if (!Draw.chance(random, 0.45)) {
            return NEVER;
        }
        double stay = SHORTEST_STAY_DAYS - MEAN_STAY_DAYS * StrictMath.log(1 - random.nextDouble());
        return join + stay < days ? (int) (join + stay) : NEVER;
    }

    private static Channels channels(RandomGenerator random, boolean showroomer, boolean onlineOnly) {
        double store = onlineOnly ? 0 : showroomer ? 4 : Draw.chance(random, 0.4) ? random.nextDouble() : 0.08;
        return new Channels(0.3 + random.nextDouble(), 0.4 + 2 * random.nextDouble(), store);
    }

    private static List<String> favourites(RandomGenerator random, List<String> categories) {
        return List.of(Draw.any(random, categories), Draw.any(random, categories), Draw.any(random, categories));
    }

    /// A category: mostly one of the favourites.
    String category(RandomGenerator random, List<String> categories) {
        double draw = random.nextDouble();
        return draw < 0.5
                ? favourites.get(0)
                : draw < 0.7 ? favourites.get(1) : draw < 0.82 ? favourites.get(2) : Draw.any(random, categories);
    }
}
