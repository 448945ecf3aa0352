package dev.limner.language;

import dev.limner.language.Expr.Sign;

/// What types can be added, subtracted, multiplied and divided, and what comes of it.
final class Sums {
    private Sums() {}

    /// The type of the result; [Type#UNKNOWN] where it makes no sense.
    static Type type(Type left, Sign sign, Type right) {
        return switch (sign) {
            case PLUS -> sum(left, right, true);
            case MINUS -> sum(left, right, false);
            case TIMES -> product(left, right);
            case DIVIDED_BY -> ratio(left, right);
        };
    }

    private static Type sum(Type left, Type right, boolean plus) {
        if (left == Type.INSTANT || left == Type.DATE) {
            if (!plus && left == right) {
                return left == Type.INSTANT ? Type.DURATION : Type.DAYS;
            }
            return left == Type.INSTANT && right == Type.DURATION ? Type.INSTANT : Type.UNKNOWN;
        }
        if (left == Type.DURATION || right == Type.DURATION) {
            boolean both = left == Type.DURATION && right == Type.DURATION;
            boolean days = left == Type.DAYS || right == Type.DAYS;
            return both || days ? Type.DURATION : Type.UNKNOWN;
        }
        if (!left.isNumeric() || !right.isNumeric()) {
            return Type.UNKNOWN;
        }
        return left == right ? left : left == Type.DAYS || right == Type.DAYS ? Type.NUMBER : Type.MONEY;
    }

    private static Type product(Type left, Type right) {
        if (left == Type.DURATION || right == Type.DURATION) {
            return left == Type.NUMBER || right == Type.NUMBER ? Type.DURATION : Type.UNKNOWN;
        }
        if (!left.isNumeric() || !right.isNumeric()) {
            return Type.UNKNOWN;
        }
        if (left == Type.MONEY && right == Type.MONEY) {
            return Type.UNKNOWN;
        }
        return left == Type.MONEY || right == Type.MONEY ? Type.MONEY : Type.NUMBER;
    }

    private static Type ratio(Type left, Type right) {
        if (left == Type.DURATION || (left == Type.DAYS && right == Type.DURATION)) {
            return right == Type.NUMBER
                    ? Type.DURATION
                    : right == Type.DURATION || right == Type.DAYS ? Type.NUMBER : Type.UNKNOWN;
        }
        if (!left.isNumeric() || !right.isNumeric()) {
            return Type.UNKNOWN;
        }
        return left == Type.MONEY && right != Type.MONEY ? Type.MONEY : Type.NUMBER;
    }

    static String mark(Sign sign) {
        return switch (sign) {
            case PLUS -> "+";
            case MINUS -> "-";
            case TIMES -> "*";
            case DIVIDED_BY -> "/";
        };
    }
}
