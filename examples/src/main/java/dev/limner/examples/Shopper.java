package dev.limner.examples;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What one member card is up to: who holds it, what comes next, and a stream of chance of its own.
final class Shopper {
    /// Channels of messages, in the order of [#consents].
    static final String[] MESSAGE_CHANNELS = {"email", "sms", "mini-program", "wechat"};

    final int number;
    final String card;
    final Person person;
    final Persona persona;
    final RandomGenerator random;
    /// The other card of the same person, which came first; null for most.
    final @Nullable Shopper firstCard;

    final boolean[] consents = new boolean[MESSAGE_CHANNELS.length];
    /// The day of the next order; [Persona#NEVER] before it is known.
    int dueDay = Persona.NEVER;
    /// What the next order will hold first; chosen some days before.
    @Nullable
    Item target;

    boolean targetInStore;
    boolean targetSeen;
    /// What a hesitant person cannot decide on, and until which day that lasts.
    @Nullable
    Item coveted;

    int covetedUntil;
    /// A coupon claimed and not yet redeemed.
    @Nullable
    Coupon coupon;
    /// The campaign whose message was clicked, in force for a week.
    String campaign = "";
    int campaignUntil;
    /// On this day no order comes before this second.
    int notBeforeDay = -1;
    long spentCents;
    int level;
    int sessions;
    int orders;

    Shopper(int number, Person person, Persona persona, RandomGenerator random, @Nullable Shopper firstCard) {
        this.number = number;
        this.card = String.format(Locale.ROOT, "M%06d", 100_000 + number);
        this.person = person;
        this.persona = persona;
        this.random = random;
        this.firstCard = firstCard;
    }

    boolean hasJoined(int day) {
        return day >= persona.joinDay();
    }

    boolean isGone(int day) {
        return day >= persona.churnDay();
    }

    City city() {
        return person.city();
    }

    /// The campaign that an event of `day` is due to; empty where none is.
    String campaignOn(int day) {
        return day <= campaignUntil ? campaign : "";
    }

    boolean chance(double probability) {
        return Draw.chance(random, probability);
    }

    int between(int low, int high) {
        return Draw.between(random, low, high);
    }
}
