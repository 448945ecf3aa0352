package dev.limner.source.clean;

import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Currencies by their code of ISO 4217, sign or word. Signs that several countries use (`$`, `¥`) mean what
/// the rule's table says, else nothing.
record Currencies(Map<String, String> codes) implements Cleaner {
    private static final Set<String> ISO = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());

    static Currencies of(Map<String, String> stated) {
        Map<String, String> codes = new HashMap<>();
        ISO.forEach(code -> codes.put(code.toLowerCase(Locale.ROOT), code));
        Table.lines("currencies.txt").forEach(line -> {
            String[] words = line.split(" ", -1);
            Arrays.stream(words).skip(1).forEach(word -> codes.put(word, words[0]));
        });
        stated.forEach((word, code) -> codes.put(plain(word), code));
        return new Currencies(Map.copyOf(codes));
    }

    @Override
    public @Nullable String cleaned(String text) {
        return codes.get(plain(text));
    }

    private static String plain(String text) {
        String half = HalfWidth.of(text).replace('￥', '¥').strip();
        return half.toLowerCase(Locale.ROOT);
    }
}
