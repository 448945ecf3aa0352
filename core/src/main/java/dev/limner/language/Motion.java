package dev.limner.language;

import dev.limner.language.Expr.Sign;

/// How a value moves with time alone, between the instants at which events enter or leave windows.
public enum Motion {
    /// It stands still.
    STEADY,
    /// It changes evenly, as `time since` does.
    LINEAR,
    /// It fades by a half-life.
    FADING,
    /// In no way that tells when a comparison flips.
    TANGLED;

    /// Of a sum or difference, and of a comparison.
    Motion plus(Motion other) {
        if (this == STEADY) {
            return other;
        }
        return other == STEADY || (this == LINEAR && other == LINEAR) ? this : TANGLED;
    }

    static Motion of(Motion left, Sign sign, Motion right) {
        return switch (sign) {
            case PLUS, MINUS -> left.plus(right);
            case TIMES -> left == STEADY ? right : right == STEADY ? left : TANGLED;
            case DIVIDED_BY -> right == STEADY ? left : TANGLED;
        };
    }
}
