package dev.limner.identity.match;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What is compared to find records of one person, and how sure one must be.
///
/// @param automatic the probability from which two records are taken for one person without asking
/// @param review the probability from which a person is asked
/// @param compared which traits are compared, and as what
public record MatchDefinition(double automatic, double review, List<Compared> compared) {
    private static final Set<As> ONCE = EnumSet.of(As.GIVEN_NAME, As.SURNAME, As.FULL_NAME);

    public MatchDefinition {
        compared = List.copyOf(compared);
        if (!(review > 0 && review <= automatic && automatic < 1)) {
            throw new IllegalArgumentException("review " + review + ", automatic " + automatic);
        }
        if (compared.isEmpty() || compared.size() > 14) {
            throw new IllegalArgumentException(compared.size() + " traits compared, 1 to 14 may be");
        }
        long names = compared.stream().filter(one -> ONCE.contains(one.as())).count();
        boolean full = compared.stream().anyMatch(one -> one.as() == As.FULL_NAME);
        if (names > (full ? 1 : 2) || compared.stream().distinct().count() < compared.size()) {
            throw new IllegalArgumentException("a name may be compared once: as a full name, or as given name and surname");
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
        NUMBER
    }
}
