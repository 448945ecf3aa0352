package dev.limner.access;

import static dev.limner.access.Right.DEFINE;
import static dev.limner.access.Right.OPERATE;
import static dev.limner.access.Right.PERSONAL;
import static dev.limner.access.Right.PRIVACY;
import static dev.limner.access.Right.READ;

import java.util.Set;

/// What a user is there for, and the rights that come with it.
public enum Role {
    /// Looks at figures and people; what is personal is masked.
    VIEWER(Set.of(READ)),
    /// Looks, and changes segments and other definitions.
    ANALYST(Set.of(READ, DEFINE)),
    /// Brings data in, and keeps identities right.
    OPERATOR(Set.of(READ, DEFINE, OPERATE)),
    /// Sees what is personal, erases it and hands it out.
    PRIVACY_OFFICER(Set.of(READ, PERSONAL, PRIVACY)),
    /// May do everything.
    ADMINISTRATOR(Right.given());

    @SuppressWarnings("ImmutableEnumChecker") // sets that [Set#of] made
    private final Set<Right> rights;

    Role(Set<Right> rights) {
        this.rights = rights;
    }

    public Set<Right> rights() {
        return rights;
    }
}
