package dev.limner.source.clean;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A named cleaning of one column, counted where it changes something; the raw value is kept beside it.
///
/// @param into a new column that takes what comes out, so that `column` stays as it is; null changes
/// `column` itself
/// @param forms how dates may be written
/// @param twoDigitFrom the first of the hundred years that two-digit years mean; null refuses such years
/// @param region the region of phone numbers without a country code, or whose addresses are meant: `CN`, `US`
/// @param level how deep a Chinese address is read; the city where left out
/// @param values what becomes of which value; of domains for e-mails, of signs and words for currencies
/// @param unit the unit to bring quantities to
/// @param bare the unit of quantities that name none; null makes those impossible
/// @param value what fills an empty field
/// @param from the column that fills an empty field
/// @param otherwise what becomes of a value that cannot be what it should be; quarantine where left out
public record Cleaning(
        String rule,
        Words title,
        String column,
        Action action,
        @Nullable String into,
        @Nullable List<DateForm> forms,
        @Nullable Integer twoDigitFrom,
        @Nullable String region,
        @Nullable Level level,
        @Nullable Map<String, String> values,
        @Nullable String unit,
        @Nullable String bare,
        @Nullable String value,
        @Nullable String from,
        @Nullable Otherwise otherwise) {
    public Cleaning {
        if (action != null) {
            Needed.check(rule, action, forms, region, values, unit, bare, value, from);
        }
    }

    /// A cleaning that takes no more words than its action.
    public static Cleaning of(String rule, Words title, String column, Action action) {
        return new Cleaning(
                rule, title, column, action, null, null, null, null, null, null, null, null, null, null, null);
    }

    /// What to do with a value that is impossible.
    public Otherwise orElse() {
        return otherwise == null ? Otherwise.QUARANTINE : otherwise;
    }

    /// What a cleaning does to a text.
    public enum Action {
        /// Blanks at both ends go.
        @JsonProperty("trim")
        TRIM,
        /// Runs of blanks become one; those at the ends go.
        @JsonProperty("collapse_blanks")
        COLLAPSE_BLANKS,
        /// Full-width letters, digits, signs and blanks become half-width ones.
        @JsonProperty("half_width")
        HALF_WIDTH,
        /// A date in one of the stated forms becomes `2024-03-05`.
        @JsonProperty("date")
        DATE,
        /// A phone number becomes E.164, `+8613800138000`.
        @JsonProperty("phone")
        PHONE,
        /// An e-mail address without blanks, in small letters, its domain corrected by the stated table.
        @JsonProperty("email")
        EMAIL,
        /// An address becomes the code of its region: GB/T 2260 in China, else ISO 3166-2.
        @JsonProperty("address")
        ADDRESS,
        /// A sign or word becomes the currency's code by ISO 4217.
        @JsonProperty("currency")
        CURRENCY,
        /// A quantity with its unit becomes a plain number of one unit.
        @JsonProperty("unit")
        UNIT,
        /// A person's name without titles and needless blanks, the given name first where a comma told them
        /// apart.
        @JsonProperty("name")
        NAME,
        /// A value becomes what the table says.
        @JsonProperty("map")
        MAP,
        /// An empty field is filled.
        @JsonProperty("fill")
        FILL
    }

    /// How deep an address is read.
    public enum Level {
        @JsonProperty("province")
        PROVINCE,
        @JsonProperty("city")
        CITY
    }

    /// What becomes of a value that cannot be what it should be. All three are counted.
    public enum Otherwise {
        /// The row goes to quarantine.
        @JsonProperty("quarantine")
        QUARANTINE,
        /// The value is left out, its raw text kept.
        @JsonProperty("missing")
        MISSING,
        /// The value stays as it is.
        @JsonProperty("keep")
        KEEP
    }

    static UserProblem wrong(String rule, String why) {
        return UserProblem.of(UserProblem.Code.BAD_DEFINITION, "clean." + rule + ": " + why);
    }
}
