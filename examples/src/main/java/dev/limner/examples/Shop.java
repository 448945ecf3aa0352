package dev.limner.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// The shop, day after day.
final class Shop {
    private static final double SECOND_CARD = 0.04;
    private static final double ANONYMOUS_A_STORE_AND_DAY = 0.0004;
    private static final int SCORED_AFTER_CHURN_DAYS = 120;
    private static final double SCORE_REACH_DAYS = 45;

    private final ShopSimulation.Options options;
    private final Sheets sheets;
    private final RandomGenerator chance;
    private final Weather weather;
    private final Catalogue catalogue;
    private final Membership membership;
    private final Community community;
    private final Browsing browsing;
    private final Agenda agenda;
    private final Ordering ordering;
    private final Campaigns campaigns;
    private final List<Shopper> shoppers = new ArrayList<>();

    Shop(ShopSimulation.Options options, Sheets sheets) throws IOException {
        this.options = options;
        this.sheets = sheets;
        chance = Draw.stream(options.seed(), -1);
        weather = new Weather(Draw.stream(options.seed(), -2));
        catalogue = Catalogue.read(Draw.stream(options.seed(), -3));
        membership = new Membership(sheets);
        community = new Community(sheets.community);
        browsing = new Browsing(sheets.online, catalogue);
        agenda = new Agenda(options.firstDay());
        ordering = new Ordering(sheets, catalogue, browsing, community, membership, agenda);
        campaigns = new Campaigns(sheets, membership, options);
    }

    void run() throws IOException {
        people();
        for (int number = 0; number < options.days(); number++) {
            Day day = Day.of(options.firstDay(), number);
            weather.next(day.date());
            campaigns.day(shoppers, day);
            for (Shopper shopper : shoppers) {
                if (shopper.hasJoined(number)) {
                    day(shopper, day);
                }
            }
            tills(day);
            sheets.write(number, day.date(), weather);
        }
        campaigns.finish();
    }

    private void people() throws IOException {
        int cards = options.customers();
        List<Shopper> second = new ArrayList<>();
        for (int number = 0; number < options.customers(); number++) {
            RandomGenerator random = Draw.stream(options.seed(), number);
            Persona persona = Persona.draw(random, catalogue.categories(), options.days());
            Person person = Person.draw(random, number, persona.business(), options.firstDay());
            Shopper shopper = new Shopper(number, person, persona, random, null);
            shoppers.add(shopper);
            if (Draw.chance(random, SECOND_CARD)) {
                RandomGenerator other = Draw.stream(options.seed(), cards);
                second.add(new Shopper(
                        cards,
                        person.writtenAnew(other, cards),
                        persona.onSecondCard(other, options.days()),
                        other,
                        shopper));
                cards++;
            }
        }
        shoppers.addAll(second);
        for (Shopper shopper : shoppers) {
            truth(shopper);
        }
    }

    private void truth(Shopper shopper) throws IOException {
        Persona persona = shopper.persona;
        boolean[] flags = {
            persona.hesitant(),
            persona.impulsive(),
            persona.fraudulent(),
            persona.priceSensitive(),
            persona.chatActive(),
            persona.showroomer(),
            persona.irritable(),
            persona.business()
        };
        StringBuilder line = new StringBuilder(shopper.card);
        for (boolean flag : flags) {
            line.append(flag ? ",1" : ",0");
        }
        Shopper first = shopper.firstCard;
        sheets.customers.write(line.append(String.format(Locale.ROOT, ",%.2f", persona.meanGapDays()))
                .append(',')
                .append(date(persona.joinDay()))
                .append(',')
                .append(persona.churnDay() == Persona.NEVER ? "" : date(persona.churnDay()))
                .append(',')
                .append(first == null ? "" : first.card)
                .append(',')
                .append(String.join("|", persona.favourites()))
                .append('\n')
                .toString());
    }

    private String date(int day) {
        return options.firstDay().plusDays(day).toString();
    }

    private void day(Shopper shopper, Day day) throws IOException {
        if (day.number() == shopper.persona.joinDay()) {
            membership.join(shopper, day);
            shopper.dueDay = agenda.first(shopper, day);
        }
        membership.day(shopper, day);
        if (day.date().getDayOfMonth() == 1) {
            score(shopper, day);
        }
        if (!shopper.isGone(day.number())) {
            browsing.day(shopper, day);
            ordering.day(shopper, day);
            community.day(shopper, day);
            stroll(shopper, day);
        }
    }

    /// A visit to a store that ends without an order.
    private void stroll(Shopper shopper, Day day) {
        double often = 0.003 * shopper.persona.channels().store() * day.factor() * weather.goingOut(shopper.city());
        if (shopper.chance(often)) {
            Store store = Draw.any(shopper.random, Store.in(shopper.city()));
            membership.visit(shopper, store, day.start() + Rhythm.storeSecond(shopper.random));
        }
    }

    /// What an imperfect model says on the first of a month: high for those who leave soon or have left.
    private void score(Shopper shopper, Day day) {
        double ahead = shopper.persona.churnDay() - (double) day.number();
        if (ahead < -SCORED_AFTER_CHURN_DAYS) {
            return;
        }
        double logit =
                shopper.persona.churnDay() == Persona.NEVER ? -2.2 : 2.2 - 3 * Math.max(0, ahead) / SCORE_REACH_DAYS;
        double noisy = Math.max(logit, -2.6) + 0.8 * shopper.random.nextGaussian();
        sheets.scores
                .row(day.start() + 4 * 3600, "score", shopper.card, shopper.city())
                .put("model", "churn")
                .put("value", String.format(Locale.ROOT, "%.4f", 1 / (1 + StrictMath.exp(-noisy))));
    }

    private void tills(Day day) {
        for (Store store : Store.ALL) {
            double mean =
                    options.customers() * ANONYMOUS_A_STORE_AND_DAY * day.factor() * weather.goingOut(store.city());
            for (int sales = Draw.poisson(chance, mean); sales > 0; sales--) {
                ordering.anonymous(chance, store, day);
            }
        }
    }
}
