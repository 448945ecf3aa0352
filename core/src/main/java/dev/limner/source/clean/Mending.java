package dev.limner.source.clean;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.source.clean.Cleaning.Otherwise;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A rule by which columns that speak of one person's age correct each other. Which evidence wins is said
/// here; a mended value keeps its raw one and names rule and evidence.
///
/// @param identity the column of an 18-digit resident identity number; one that is suspect changes nothing
/// @param birthDate the column of the birth date, in ISO form (clean it first)
/// @param age the column of the age in whole years at the time of the row
/// @param gender the column of the gender
/// @param genders how that column writes them
/// @param region a column that takes the number's region code where it is empty
/// @param trust what outweighs what, the strongest first
/// @param outvote whether two that agree outweigh a third that is stronger than either; yes where left out
/// @param fill whether empty columns are filled from the evidence; no where left out
/// @param suspect what becomes of a number that is suspect; it is kept and marked where left out
public record Mending(
        String rule,
        Words title,
        @Nullable String identity,
        @Nullable String birthDate,
        @Nullable String age,
        @Nullable String gender,
        @Nullable Genders genders,
        @Nullable String region,
        List<Evidence> trust,
        @Nullable Boolean outvote,
        @Nullable Boolean fill,
        @Nullable Otherwise suspect) {
    public Mending {
        if (trust != null) {
            trust = List.copyOf(trust);
            check(rule, trust, identity, birthDate, age, gender, genders);
        }
    }

    /// What speaks of a person's age and gender.
    public enum Evidence {
        @JsonProperty("identity")
        IDENTITY,
        @JsonProperty("birth_date")
        BIRTH_DATE,
        @JsonProperty("age")
        AGE,
        @JsonProperty("gender")
        GENDER
    }

    /// How a column writes the two genders of identity numbers.
    public record Genders(String male, String female) {}

    /// The columns that it reads or writes.
    public List<String> columns() {
        return Stream.of(identity, birthDate, age, gender, region)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static void check(
            String rule,
            List<Evidence> trust,
            @Nullable String identity,
            @Nullable String birthDate,
            @Nullable String age,
            @Nullable String gender,
            @Nullable Genders genders) {
        EnumSet<Evidence> there = EnumSet.noneOf(Evidence.class);
        add(there, Evidence.IDENTITY, identity);
        add(there, Evidence.BIRTH_DATE, birthDate);
        add(there, Evidence.AGE, age);
        add(there, Evidence.GENDER, gender);
        if (trust.size() != there.size() || !there.containsAll(trust)) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_DEFINITION,
                    "mend." + rule + ": trust must list each of its columns once, the strongest first");
        }
        if (gender != null && genders == null) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_DEFINITION,
                    "mend." + rule + ": gender needs genders {male: ..., female: ...}");
        }
    }

    private static void add(EnumSet<Evidence> there, Evidence evidence, @Nullable String column) {
        if (column != null) {
            there.add(evidence);
        }
    }
}
