package dev.limner.privacy;

import dev.limner.identity.Customers.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells whether a text as it was sent bears one of some identifiers: the value, neither letter nor digit
/// beside it, however telephone numbers are spaced and with or without their country's code.
///
/// Short values (fewer than six characters) must be a field of their own, or stand in quotes.
public final class Bearing {
    private static final int SHORT = 6;
    private static final int PHONE = 7;
    private static final Pattern SPACING = Pattern.compile("(?<=\\d)[ ()./-]{1,2}(?=\\d)");
    private static final Pattern COUNTRY = Pattern.compile("\\+(?:86|1|44|49|852|33|81)(?=\\d{7,})");

    private final List<String> values;

    public Bearing(Collection<Identifier> identifiers) {
        Set<String> forms = new LinkedHashSet<>();
        for (Identifier identifier : identifiers) {
            String value = identifier.value();
            if (!value.isBlank() && !dev.limner.identity.Forgotten.is(identifier)) {
                forms.add(value);
                if (value.startsWith("+") && value.length() > PHONE) {
                    forms.add(value.substring(1));
                    forms.add(COUNTRY.matcher(value).replaceFirst(""));
                }
            }
        }
        values = new ArrayList<>(forms);
    }

    /// Whether any of the fields does.
    public boolean isIn(Collection<String> fields) {
        return fields.stream().anyMatch(this::isIn);
    }

    /// Whether a field does, or a message as it was sent.
    public boolean isIn(String text) {
        String close = SPACING.matcher(text).replaceAll("");
        return values.stream()
                .anyMatch(value -> has(text, value) || (close.length() < text.length() && has(close, value)));
    }

    private static boolean has(String text, String value) {
        if (value.length() < SHORT) {
            String bare = text.strip();
            return bare.equals(value) || bare.equals(value + ".0") || text.contains('"' + value + '"');
        }
        for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
            int end = at + value.length();
            boolean before = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean after = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (before && after) {
                return true;
            }
        }
        return false;
    }
}
