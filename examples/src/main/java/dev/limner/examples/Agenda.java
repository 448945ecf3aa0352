package dev.limner.examples;

import java.time.LocalDate;

/// When customers order next.
final class Agenda {
    private static final double FESTIVE_PULL = 0.4;
    private static final int FESTIVE_REACH_DAYS = 12;
    private static final int SHIFT_DAYS = 2;

    private final LocalDate firstDay;

    Agenda(LocalDate firstDay) {
        this.firstDay = firstDay;
    }

    /// The day of the first order of a new member.
    int first(Shopper shopper, Day day) {
        return shopper.chance(0.35)
                ? day.number()
                : day.number() + (int) (shopper.persona.meanGapDays() * 0.5 * shopper.random.nextDouble()) + 1;
    }

    /// The day of the order after one on `day`: one usual gap on, moved a little to a busier day, or to a
    /// festival that is near.
    int next(Shopper shopper, Day day) {
        Persona persona = shopper.persona;
        int gap = (int) Math.max(3, persona.meanGapDays() * Draw.regular(shopper.random, persona.regularity()));
        int due = day.number() + gap;
        double[] weights = new double[2 * SHIFT_DAYS + 1];
        for (int i = 0; i < weights.length; i++) {
            Day near = Day.of(firstDay, due + i - SHIFT_DAYS);
            boolean closed = persona.business() && Festivals.isWeekend(near.date());
            weights[i] = closed ? 0.02 : near.factor();
        }
        due += Draw.weighted(shopper.random, weights) - SHIFT_DAYS;
        int festival = festivalNear(due);
        boolean pulled = festival > day.number() && shopper.chance(persona.priceSensitive() ? 0.8 : FESTIVE_PULL);
        return Math.max(day.number() + 1, pulled ? festival : due);
    }

    private int festivalNear(int day) {
        for (int away = 0; away <= FESTIVE_REACH_DAYS; away++) {
            for (int near : new int[] {day - away, day + away}) {
                if (Day.of(firstDay, near).isFestive()) {
                    return near;
                }
            }
        }
        return -1;
    }
}
