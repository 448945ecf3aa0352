package dev.limner.examples;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Messages to those who consented: 80 % by lot are sent one, the rest is held out, which is an event too.
/// Both potential outcomes of each are known here and written among the truths.
///
/// The outcome is whether an order comes between the message's hour and the end of the sixth day after it.
/// Without a message it comes where the customer's own rhythm has it due. A message that is opened may
/// bring one that was not due, and may keep an irritable person from one that was.
final class Campaigns {
    static final int WINDOW_DAYS = 7;
    private static final int EVERY_DAYS = 18;
    private static final int FIRST_DAY = 12;
    private static final int HOUR = 8 * 3600;
    private static final double SENT = 0.8;
    private static final double DETERRED = 0.8;
    private static final double[] OPENED = {0.22, 0.14, 0.34, 0.4};
    private static final int SMS = 1;

    private final Sheets sheets;
    private final Membership membership;
    private final ShopSimulation.Options options;
    private final Map<String, long[]> sums = new LinkedHashMap<>();

    Campaigns(Sheets sheets, Membership membership, ShopSimulation.Options options) {
        this.sheets = sheets;
        this.membership = membership;
        this.options = options;
    }

    private record Campaign(String id, int channel, Day day) {}

    /// Sends the campaign of the day to the shoppers, where it has one whose outcome still falls into the
    /// simulation.
    void day(List<Shopper> shoppers, Day day) throws IOException {
        int since = day.number() - FIRST_DAY;
        if (since < 0 || since % EVERY_DAYS != 0 || day.number() + WINDOW_DAYS > options.days()) {
            return;
        }
        int number = since / EVERY_DAYS;
        int channel = number % Shopper.MESSAGE_CHANNELS.length;
        Campaign campaign = new Campaign(
                String.format(Locale.ROOT, "C%02d-%s", number + 1, Shopper.MESSAGE_CHANNELS[channel]), channel, day);
        for (Shopper shopper : shoppers) {
            if (shopper.hasJoined(day.number() - 1) && shopper.consents[channel]) {
                decide(shopper, campaign);
            }
        }
    }

    /// The chance that the message, once opened, brings an order that was not due.
    private static double persuaded(Persona persona) {
        if (persona.irritable()) {
            return 0;
        }
        if (persona.priceSensitive()) {
            return 0.45;
        }
        if (persona.hesitant()) {
            return 0.35;
        }
        return persona.business() ? 0.02 : persona.fraudulent() ? 0.15 : 0.12;
    }

    private static double opens(Persona persona, int channel) {
        return persona.chatActive() && channel == SMS ? 0 : OPENED[channel];
    }

    private void decide(Shopper shopper, Campaign campaign) throws IOException {
        int today = campaign.day().number();
        Persona persona = shopper.persona;
        RandomGenerator random = shopper.random;
        boolean sent = Draw.chance(random, SENT);
        boolean gone = shopper.isGone(today);
        boolean opens = !gone && Draw.chance(random, opens(persona, campaign.channel()));
        double persuade = persuaded(persona);
        boolean persuadable = Draw.chance(random, persuade);
        boolean deterrable = persona.irritable() && Draw.chance(random, DETERRED);

        boolean without = shopper.dueDay >= today && shopper.dueDay < Math.min(today + WINDOW_DAYS, persona.churnDay());
        boolean stays = !shopper.isGone(today + WINDOW_DAYS);
        boolean with = without ? !(opens && deterrable) : opens && persuadable && stays;
        shopper.notBeforeDay = today;
        String message = campaign.id() + "-" + shopper.card;
        if (sent) {
            send(shopper, campaign, message, opens, with && !without);
            if (with && !without) {
                shopper.dueDay = today + Math.min(WINDOW_DAYS - 1, (int) (1.5 * random.nextExponential()));
                shopper.target = null;
            } else if (without && !with) {
                shopper.dueDay = today + WINDOW_DAYS + random.nextInt(10);
                shopper.target = null;
                if (Draw.chance(random, 0.3)) {
                    membership.withdraw(shopper, campaign.day().start() + 11 * 3600);
                }
            }
        } else {
            row(shopper, campaign, message, "message_suppressed", campaign.day().start() + HOUR)
                    .put("reason", "holdout");
        }
        double open = gone ? 0 : opens(persona, campaign.channel());
        sheets.potentialOutcomes.write(String.join(
                ",",
                campaign.id(),
                campaign.day().date().toString(),
                Shopper.MESSAGE_CHANNELS[campaign.channel()],
                shopper.card,
                message,
                bit(sent),
                Double.toString(SENT),
                bit(opens),
                bit(without),
                bit(with),
                String.format(Locale.ROOT, "%.4f", without || !stays ? 0 : open * persuade),
                String.format(Locale.ROOT, "%.4f", without && persona.irritable() ? open * DETERRED : 0)));
        sheets.potentialOutcomes.write("\n");
        count(campaign, persona, without, with);
    }

    private static String bit(boolean bit) {
        return bit ? "1" : "0";
    }

    private void send(Shopper shopper, Campaign campaign, String message, boolean opens, boolean persuades) {
        long second = campaign.day().start() + HOUR + shopper.random.nextInt(600);
        row(shopper, campaign, message, "message_sent", second);
        if (!opens && shopper.chance(0.03)) {
            row(shopper, campaign, message, "message_failed", second + 30).put("reason", "unreachable");
            return;
        }
        row(shopper, campaign, message, "message_delivered", second + shopper.between(1, 90));
        if (opens) {
            // opened and clicked before the first order that may come of it
            long opened = second + 100 + (long) Math.min(6_000, 2_000 * shopper.random.nextExponential());
            row(shopper, campaign, message, "message_opened", opened);
            if (persuades || shopper.chance(0.25)) {
                long clicked = opened + shopper.between(5, 240);
                row(shopper, campaign, message, "message_clicked", clicked).put("page", "campaign");
                shopper.campaign = campaign.id();
                shopper.campaignUntil = campaign.day().number() + WINDOW_DAYS - 1;
                new Session(sheets.online, shopper, campaign.day(), clicked + 2);
            }
        }
    }

    private Row row(Shopper shopper, Campaign campaign, String message, String event, long second) {
        return sheets.messages
                .row(second, event, shopper.card, shopper.city())
                .put("message", message)
                .put("template", campaign.channel() % 2 == 0 ? "new-arrivals" : "weekly-deal")
                .put("channel", Shopper.MESSAGE_CHANNELS[campaign.channel()])
                .put("city", shopper.city().name())
                .put("campaign", campaign.id());
    }

    private void count(Campaign campaign, Persona persona, boolean without, boolean with) {
        String kind = persona.irritable()
                ? "irritable"
                : persona.priceSensitive()
                        ? "price_sensitive"
                        : persona.hesitant() ? "hesitant" : persona.business() ? "business" : "other";
        for (String name : List.of(kind, "all")) {
            long[] sum =
                    sums.computeIfAbsent(Shopper.MESSAGE_CHANNELS[campaign.channel()] + "," + name, _ -> new long[3]);
            sum[0]++;
            sum[1] += without ? 1 : 0;
            sum[2] += with ? 1 : 0;
        }
    }

    /// Writes the mean effects by channel and persona.
    void finish() throws IOException {
        for (Map.Entry<String, long[]> entry : sums.entrySet()) {
            long[] sum = entry.getValue();
            sheets.effects.write(String.format(
                    Locale.ROOT,
                    "%s,%d,%d,%d,%.5f\n",
                    entry.getKey(),
                    sum[0],
                    sum[1],
                    sum[2],
                    (sum[2] - sum[1]) / (double) sum[0]));
        }
    }
}
