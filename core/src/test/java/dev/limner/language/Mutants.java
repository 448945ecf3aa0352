package dev.limner.language;

import java.util.List;
import java.util.Random;

/// Texts as a hurried hand would spoil them.
final class Mutants {
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "'",
            "\"",
            ",",
            ":",
            ".",
            " ",
            "\n",
            "-",
            "--",
            "=",
            "<",
            ">=",
            "（",
            "，",
            "‘",
            "购买",
            "\uD83D\uDE00",
            "\uD800",
            "\u0000",
            "9",
            "99999999999999999999",
            "2026-13-45",
            "2026-01-01T99:99",
            " and ",
            " or ",
            " not ",
            " in ",
            " where ",
            " between ",
            " for any ",
            " last ",
            " last 3 ",
            " then ",
            " within ",
            " without ",
            " in segment ",
            " is ",
            " like ",
            " half-life ",
            " over ",
            " at ",
            " since ",
            "count(",
            "sum(purchase.",
            "sequence(",
            "trend(",
            "percentile(",
            "distance(",
            "customer zone: ",
            "event",
            "days",
            "months",
            "km",
            "%",
            "''",
            "\"\"");

    private Mutants() {}

    /// One to four changes: a piece put in, cut out, doubled, or one half exchanged.
    static String of(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutant.length() + 1);
            int end = Math.min(mutant.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> mutant.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> mutant.delete(at, end);
                case 2 -> mutant.insert(at, mutant.substring(at, end));
                default -> mutant.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return mutant.toString();
    }
}
