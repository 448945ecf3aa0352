package dev.limner.source.clean;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;

/// What a Chinese resident identity number says, by GB 11643-1999: six digits of region, eight of birth date,
/// three of sequence (the last odd for men), and a check character by ISO 7064 MOD 11-2. The old form of 15
/// digits has two digits for the year and no check.
sealed interface ResidentNumber {
    /// A number whose parts are possible.
    ///
    /// @param checked whether a check character vouches for it; false in the old form
    record Sound(String region, LocalDate birthDate, boolean male, boolean checked) implements ResidentNumber {}

    /// A number that cannot be right.
    record Suspect(Why why) implements ResidentNumber {}

    /// What is wrong with a number.
    enum Why {
        LENGTH,
        REGION,
        BIRTH_DATE,
        CHECK_DIGIT,
        /// Sound by itself, and contradicted by more evidence than speaks for it.
        OUTVOTED
    }

    int FULL = 18;
    int OLD = 15;
    int OLDEST_YEARS = 130;

    /// Reads a number as of a day, after which nobody can be born.
    static ResidentNumber read(String text, LocalDate day) {
        String number = HalfWidth.of(text).replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        boolean old = number.length() == OLD;
        if (!(old ? number.matches("\\d{15}") : number.matches("\\d{17}[\\dX]"))) {
            return new Suspect(Why.LENGTH);
        }
        if (!Regions.isProvince(number)) {
            return new Suspect(Why.REGION);
        }
        if (!old && number.charAt(FULL - 1) != check(number)) {
            return new Suspect(Why.CHECK_DIGIT);
        }
        String date = old ? "19" + number.substring(6, 12) : number.substring(6, 14);
        try {
            LocalDate birth = LocalDate.of(
                    Integer.parseInt(date.substring(0, 4)),
                    Integer.parseInt(date.substring(4, 6)),
                    Integer.parseInt(date.substring(6)));
            if (birth.isAfter(day) || birth.isBefore(day.minusYears(OLDEST_YEARS))) {
                return new Suspect(Why.BIRTH_DATE);
            }
            boolean male = number.charAt(old ? OLD - 1 : FULL - 2) % 2 == 1;
            return new Sound(number.substring(0, 6), birth, male, !old);
        } catch (DateTimeException _) {
            return new Suspect(Why.BIRTH_DATE);
        }
    }

    /// The check character of the first 17 digits: the sum of all weighted by powers of 2 modulo 11 must be 1.
    static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < FULL - 1; i++) {
            sum = (sum + digits.charAt(i) - '0') * 2 % 11;
        }
        int check = (12 - sum) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }
}
