package dev.limner.benchmarks;

import static dev.limner.benchmarks.Vocabulary.CATEGORIES;
import static dev.limner.benchmarks.Vocabulary.CHANNELS;
import static dev.limner.benchmarks.Vocabulary.CITIES;
import static dev.limner.benchmarks.Vocabulary.GENDERS;
import static dev.limner.benchmarks.Vocabulary.LEVELS;
import static dev.limner.benchmarks.Vocabulary.MESSAGE_CHANNELS;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.source.EventBatch;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What generated customers do: each session looks at, searches, adds and buys items of a few categories;
/// between sessions
/// messages are sent and opened, shops visited, items reviewed, traits told.
///
/// Sessions, items and customers are Zipf distributed. The same seed gives the same events.
final class Behaviour {
    private static final int QUERIES = 5000;
    private static final int[] WEIGHTS = {52, 10, 7, 9, 11, 4, 5, 1, 1};

    private final RandomGenerator random;
    private final Zipf items = new Zipf(Vocabulary.ITEMS, 1);
    private final Zipf queries = new Zipf(QUERIES, 1);
    private final Zipf few = new Zipf(CHANNELS.size(), 0.8);
    private final EventType[] types;
    private final int[] byWeight = new int[100];
    private final long[] cents = new long[Vocabulary.ITEMS];
    private final String[] itemNames = new String[Vocabulary.ITEMS];

    Behaviour(TrackingPlan plan, long seed) {
        types = plan.types().toArray(EventType[]::new); // in the order of the weights
        random = new SplittableRandom(seed);
        int place = 0;
        for (int type = 0; type < WEIGHTS.length; type++) {
            for (int i = 0; i < WEIGHTS[type]; i++) {
                byWeight[place++] = type;
            }
        }
        for (int item = 0; item < Vocabulary.ITEMS; item++) {
            cents[item] = Math.round(Math.exp(8.5 + random.nextGaussian()) + 100);
            itemNames[item] = Vocabulary.item(item);
        }
    }

    RandomGenerator random() {
        return random;
    }

    /// How many events a session has: three on average.
    int sessionLength() {
        return 1 + (int) (Math.log(1 - random.nextDouble()) / Math.log(2.0 / 3));
    }

    /// Microseconds between two events of a session: half a minute on average.
    long pause() {
        return 1 + (long) (-30 * LocalClock.MICROS_PER_SECOND * Math.log(1 - random.nextDouble()));
    }

    /// Adds one event of a customer.
    void event(EventBatch batch, int customer, long at) {
        int event = batch.extend();
        int kind = byWeight[random.nextInt(byWeight.length)];
        EventType type = types[kind];
        batch.types[event] = type;
        batch.customers[event] = customer;
        batch.at[event] = at;
        batch.known[event] = at;
        batch.idHigh[event] = random.nextLong();
        batch.idLow[event] = random.nextLong();
        int item = items.draw(random);
        for (Property property : type.properties()) {
            if (property.type().isText()) {
                batch.texts(property)[event] = text(type, property, item);
            } else {
                batch.values(property)[event] = value(property, item);
            }
        }
    }

    private String text(EventType type, Property property, int item) {
        return switch (property.name()) {
            case "item" -> itemNames[item];
            case "category" -> Vocabulary.category(item);
            case "channel" ->
                type.name().startsWith("message")
                        ? MESSAGE_CHANNELS.get(random.nextInt(MESSAGE_CHANNELS.size()))
                        : CHANNELS.get(few.draw(random));
            case "query" -> "q" + queries.draw(random);
            case "campaign" -> Vocabulary.campaign(random.nextInt(Vocabulary.CAMPAIGNS));
            case "city", "home" -> CITIES.get(random.nextInt(CITIES.size()));
            case "gender" -> GENDERS.get(random.nextInt(GENDERS.size()));
            case "level" -> LEVELS.get(Math.min(random.nextInt(CATEGORIES.size()) / 5, 2));
            default -> throw new IllegalArgumentException(property.name());
        };
    }

    private long value(Property property, int item) {
        return switch (property.name()) {
            case "seconds" -> 1 + (long) (-40 * Math.log(1 - random.nextDouble()));
            case "quantity" -> 1 + random.nextInt(4);
            case "amount", "total" -> cents[item] * (1 + random.nextInt(4)) * 100;
            case "unit_price" -> cents[item] * 100;
            case "is_new" -> item % 5 == 0 ? 1 : 0;
            case "stars" -> 1 + random.nextInt(5);
            case "age" -> 16 + random.nextInt(60);
            default -> throw new IllegalArgumentException(property.name());
        };
    }
}
