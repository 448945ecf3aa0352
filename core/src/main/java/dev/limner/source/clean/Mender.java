package dev.limner.source.clean;

import dev.limner.source.clean.Cleaning.Otherwise;
import dev.limner.source.clean.Mending.Evidence;
import dev.limner.source.clean.ResidentNumber.Sound;
import dev.limner.source.clean.ResidentNumber.Suspect;
import dev.limner.source.clean.ResidentNumber.Why;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A mending rule, ready to run on rows.
///
/// Two dates may stand: the number's, where a check character vouches for it, and the typed one. The one
/// that the rule trusts more wins, unless the other agrees with the typed age and it does not. The winner
/// corrects the other date and the age, where the rule does not trust those more. A number whose check
/// character is
/// wrong corrects nothing; neither
/// does one of the old form, which has none, but its date may speak for a typed one.
public final class Mender {
    private static final int NOWHERE = -1;

    private final Mending rule;
    private final ToIntFunction<String> places;
    private final int identity;
    private final int birthDate;
    private final int age;
    private final int gender;
    private final int region;

    /// `place` resolves a column's name.
    public Mender(Mending rule, ToIntFunction<String> place) {
        this.rule = rule;
        this.places = place;
        identity = place(rule.identity(), place);
        birthDate = place(rule.birthDate(), place);
        age = place(rule.age(), place);
        gender = place(rule.gender(), place);
        region = place(rule.region(), place);
    }

    private static int place(@Nullable String column, ToIntFunction<String> place) {
        return column == null ? NOWHERE : place.applyAsInt(column);
    }

    /// Where a column of the rule stands in a row.
    public int place(String column) {
        return places.applyAsInt(column);
    }

    /// A date of birth and what says so.
    private record Birth(Evidence by, LocalDate date) {}

    /// Mends the fields of one row in place; `day` is the local date of the row.
    ///
    /// @return what was found; null where the row is to be set aside since its number is suspect
    public @Nullable List<Finding> mend(List<String> fields, LocalDate day) {
        List<Finding> findings = new ArrayList<>();
        String number = text(fields, identity);
        ResidentNumber read = number.isEmpty() ? null : ResidentNumber.read(number, day);
        LocalDate typed = date(text(fields, birthDate), day);
        Integer years = years(text(fields, age));
        Sound sound = read instanceof Sound said ? said : null;
        Why why = read instanceof Suspect suspect ? suspect.why() : null;
        Birth winner = winner(sound != null && sound.checked() ? sound.birthDate() : null, typed, years, day);
        if (winner != null && winner.by() == Evidence.BIRTH_DATE && sound != null && contradicts(sound, typed)) {
            why = Why.OUTVOTED;
        }
        if (why != null) {
            findings.add(new Finding(
                    rule.rule(),
                    column(identity),
                    number,
                    null,
                    null,
                    why.name().toLowerCase(Locale.ROOT)));
            if (rule.suspect() == Otherwise.QUARANTINE) {
                return null;
            }
            if (rule.suspect() == Otherwise.MISSING) {
                fields.set(identity, "");
            }
        } else if (sound != null && sound.checked()) {
            byNumber(fields, sound, findings);
        }
        if (winner != null && !(sound != null && !sound.checked() && speaksAgainst(sound, winner, years, day))) {
            byBirth(fields, winner, day, findings);
        }
        return findings;
    }

    private static boolean contradicts(Sound sound, @Nullable LocalDate typed) {
        return sound.checked() && !sound.birthDate().equals(typed);
    }

    /// An old number agrees with the age and not with the typed date: nothing can be told, nothing is changed.
    private static boolean speaksAgainst(Sound old, Birth typed, @Nullable Integer years, LocalDate day) {
        return !old.birthDate().equals(typed.date()) && years != null && years == age(old.birthDate(), day);
    }

    private @Nullable Birth winner(
            @Nullable LocalDate ofNumber, @Nullable LocalDate typed, @Nullable Integer years, LocalDate day) {
        if (ofNumber == null || typed == null) {
            return ofNumber != null
                    ? new Birth(Evidence.IDENTITY, ofNumber)
                    : typed != null ? new Birth(Evidence.BIRTH_DATE, typed) : null;
        }
        Birth number = new Birth(Evidence.IDENTITY, ofNumber);
        Birth date = new Birth(Evidence.BIRTH_DATE, typed);
        boolean numberFirst = outweighs(Evidence.IDENTITY, Evidence.BIRTH_DATE);
        Birth first = numberFirst ? number : date;
        Birth second = numberFirst ? date : number;
        boolean outvoted = !Boolean.FALSE.equals(rule.outvote())
                && years != null
                && years == age(second.date(), day)
                && years != age(first.date(), day);
        return outvoted ? second : first;
    }

    private void byNumber(List<String> fields, Sound sound, List<Finding> findings) {
        if (gender != NOWHERE && outweighs(Evidence.IDENTITY, Evidence.GENDER)) {
            Mending.Genders words = Objects.requireNonNull(rule.genders());
            String said = sound.male() ? words.male() : words.female();
            set(fields, gender, said, Evidence.IDENTITY, said, findings);
        }
        if (region != NOWHERE && fields.get(region).isEmpty()) {
            fields.set(region, sound.region());
            findings.add(
                    new Finding(rule.rule(), column(region), sound.region(), rule.identity(), sound.region(), null));
        }
    }

    private void byBirth(List<String> fields, Birth winner, LocalDate day, List<Finding> findings) {
        String date = winner.date().toString();
        if (birthDate != NOWHERE && winner.by() == Evidence.IDENTITY) {
            set(fields, birthDate, date, winner.by(), date, findings);
        }
        if (age != NOWHERE && outweighs(winner.by(), Evidence.AGE)) {
            set(fields, age, Integer.toString(age(winner.date(), day)), winner.by(), date, findings);
        }
    }

    /// Puts a value where another stands, or where none does and the rule fills.
    private void set(List<String> fields, int place, String value, Evidence by, String reads, List<Finding> findings) {
        String before = fields.get(place);
        boolean same = place == age ? Objects.equals(years(before), years(value)) : before.equals(value);
        if (!same && (!before.isEmpty() || Boolean.TRUE.equals(rule.fill()))) {
            fields.set(place, value);
            findings.add(new Finding(rule.rule(), column(place), value, column(by), reads, null));
        }
    }

    private boolean outweighs(Evidence one, Evidence other) {
        return rule.trust().indexOf(one) < rule.trust().indexOf(other);
    }

    private String column(Evidence evidence) {
        return Objects.requireNonNull(
                switch (evidence) {
                    case IDENTITY -> rule.identity();
                    case BIRTH_DATE -> rule.birthDate();
                    case AGE -> rule.age();
                    case GENDER -> rule.gender();
                });
    }

    private String column(int place) {
        return Objects.requireNonNull(
                place == identity
                        ? rule.identity()
                        : place == birthDate
                                ? rule.birthDate()
                                : place == age ? rule.age() : place == gender ? rule.gender() : rule.region());
    }

    private static String text(List<String> fields, int place) {
        return place == NOWHERE ? "" : fields.get(place).strip();
    }

    /// A typed date that somebody alive on the day can have been born on; null where it is none.
    private static @Nullable LocalDate date(String text, LocalDate day) {
        try {
            LocalDate date = LocalDate.parse(text);
            return date.isAfter(day) || date.isBefore(day.minusYears(ResidentNumber.OLDEST_YEARS)) ? null : date;
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private static @Nullable Integer years(String text) {
        return text.matches("\\d{1,3}") ? Integer.valueOf(text) : null;
    }

    private static int age(LocalDate birth, LocalDate day) {
        return Period.between(birth, day).getYears();
    }
}
