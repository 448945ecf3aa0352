package dev.limner.language.naive;

import dev.limner.language.Expr.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A duration in microseconds, and parts of them where it was divided.
public record Elapsed(BigDecimal micros) {
    static Elapsed between(Instant from, Instant to) {
        return new Elapsed(BigDecimal.valueOf(ChronoUnit.MICROS.between(from, to)));
    }

    static Elapsed of(long amount, Unit unit) {
        return new Elapsed(BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(fixed(unit).toNanos() / 1000)));
    }

    static Elapsed ofDays(BigDecimal days) {
        return new Elapsed(days.multiply(BigDecimal.valueOf(Duration.ofDays(1).toNanos() / 1000)));
    }

    /// The exact duration of a unit that has one.
    static Duration fixed(Unit unit) {
        return switch (unit) {
            case SECOND -> Duration.ofSeconds(1);
            case MINUTE -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case WEEK -> Duration.ofDays(7);
            case MONTH, QUARTER, YEAR -> throw new IllegalArgumentException(unit + " is no fixed duration");
        };
    }
}
