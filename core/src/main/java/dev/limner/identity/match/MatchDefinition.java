package dev.limner.identity.match;

import dev.limner.problem.UserProblem;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is compared to find records of one person, and how sure one must be.
///
/// @param automatic the probability from which two records are taken for one person without asking
/// @param review the probability from which a person is asked
/// @param compared which traits are compared, and as what
public record MatchDefinition(double automatic, double review, List<Compared> compared) {
    private static final int MOST = 14;

    /// @throws UserProblem where the thresholds or the traits make no sense
    public MatchDefinition {
        compared = List.copyOf(compared);
        if (!(automatic > 0 && automatic < 1)) {
            throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, "automatic", "" + automatic, "0.9, 0.95, 0.99");
        }
        if (!(review > 0 && review <= automatic)) {
            throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, "review", "" + review, "0.05, 0.2, " + automatic);
        }
        if (compared.isEmpty() || compared.size() > MOST) {
            throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, "compare", "" + compared.size(), "1 ... " + MOST);
        }
        Set<String> seen = new HashSet<>();
        for (Compared one : compared) {
            boolean name = one.as() == As.GIVEN_NAME || one.as() == As.SURNAME || one.as() == As.FULL_NAME;
            boolean again = name && !seen.add(one.as().key());
            boolean twice = name && one.as() != As.FULL_NAME && seen.contains(As.FULL_NAME.key());
            if (again || twice || !seen.add("trait " + one.trait())) {
                throw UserProblem.of(
                        UserProblem.Code.BAD_PARAMETER,
                        "compare",
                        one.trait() + ": " + one.as().key(),
                        "given_name + surname, full_name");
            }
        }
    }

    /// These traits with the usual thresholds: joined from 0.95 on, asked from 0.05 on.
    public static MatchDefinition of(List<Compared> compared) {
        return new MatchDefinition(0.95, 0.05, compared);
    }

    /// The traits that are compared, in their order.
    public List<String> traits() {
        return compared.stream().map(Compared::trait).toList();
    }

    /// One trait that is compared.
    ///
    /// @param as how it is compared
    /// @param trait its name
    public record Compared(As as, String trait) {}

    /// The ways of comparing.
    public enum As {
        /// A given name, in letters or Chinese characters.
        GIVEN_NAME,
        /// A family name.
        SURNAME,
        /// A whole name: in letters the family name last, in Chinese characters first.
        FULL_NAME,
        /// A birth date, the year first.
        BIRTH_DATE,
        /// A phone number, with or without its country.
        PHONE,
        /// A postcode.
        POSTCODE,
        /// An address on one line.
        ADDRESS,
        /// A short text that a household shares, such as a street or a town.
        PLACE,
        /// A short text of the person alone, such as an employer.
        TEXT,
        /// A number or code that a household shares, such as that of the house.
        SHARED_NUMBER,
        /// A number or code of the person alone, such as that of a card.
        NUMBER;

        /// As files write it, such as `given_name`.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The one that files write as `key`.
        ///
        /// @throws UserProblem where there is none
        public static As of(String key) {
            return Arrays.stream(values())
                    .filter(as -> as.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> UserProblem.of(
                            UserProblem.Code.BAD_PARAMETER,
                            "as",
                            key,
                            String.join(
                                    ", ", Arrays.stream(values()).map(As::key).toList())));
        }
    }

    /// A definition as `matching.yaml` writes it.
    ///
    /// @param automatic 0.95 where it is left out
    /// @param review 0.05 where it is left out
    public record File(@Nullable Double automatic, @Nullable Double review, List<Entry> compare) {
        /// One trait, and as what it is compared.
        public record Entry(String trait, String as) {}

        /// The definition.
        ///
        /// @throws UserProblem where it makes no sense
        public MatchDefinition definition() {
            MatchDefinition usual = MatchDefinition.of(compare.stream()
                    .map(entry -> new Compared(As.of(entry.as), entry.trait))
                    .toList());
            return new MatchDefinition(
                    automatic == null ? usual.automatic : automatic,
                    review == null ? usual.review : review,
                    usual.compared);
        }
    }
}
