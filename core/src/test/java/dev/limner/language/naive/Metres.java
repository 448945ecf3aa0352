package dev.limner.language.naive;

import dev.limner.language.Expr;
import java.math.BigDecimal;

/// A length.
public record Metres(BigDecimal amount) {
    static Metres of(Expr.Length length) {
        return new Metres(
                switch (length.unit()) {
                    case M -> length.amount();
                    case KM -> length.amount().multiply(BigDecimal.valueOf(1000));
                });
    }
}
