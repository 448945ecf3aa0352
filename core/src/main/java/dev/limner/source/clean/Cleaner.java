package dev.limner.source.clean;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A cleaning, ready to run on texts that are not empty. It guesses nothing: what its rule does not say is
/// impossible.
public sealed interface Cleaner
        permits Addresses, Blanks, Currencies, Dates, Emails, Filling, HalfWidth, Names, Phones, Units, ValueTable {
    /// The text in its one form; null where it cannot be what it should be.
    @Nullable
    String cleaned(String text);

    static Cleaner of(Cleaning cleaning) {
        Map<String, String> values = cleaning.values() == null ? Map.of() : cleaning.values();
        return switch (cleaning.action()) {
            case TRIM -> new Blanks(false);
            case COLLAPSE_BLANKS -> new Blanks(true);
            case HALF_WIDTH -> new HalfWidth();
            case DATE -> new Dates(List.copyOf(Objects.requireNonNull(cleaning.forms())), cleaning.twoDigitFrom());
            case PHONE -> new Phones(Objects.requireNonNull(cleaning.region()));
            case EMAIL -> new Emails(values);
            case ADDRESS ->
                new Addresses(
                        Regions.of(Objects.requireNonNull(cleaning.region())),
                        cleaning.level() == null ? Cleaning.Level.CITY : cleaning.level());
            case CURRENCY -> Currencies.of(values);
            case UNIT -> Units.of(Objects.requireNonNull(cleaning.unit()), cleaning.bare());
            case NAME -> new Names();
            case MAP -> new ValueTable(values);
            case FILL -> new Filling();
        };
    }
}
