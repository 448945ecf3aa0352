package dev.limner.access;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// What a caller must be allowed to do. Every route says one; roles and keys give the others.
public enum Right {
    /// Anybody may call: health, the API's own description, the pages' files, the way in.
    PUBLIC,
    /// Anybody may send events, from any site: whose they are, the write key says.
    COLLECT,
    /// Whoever has logged in, whatever else he may do.
    SIGNED_IN,
    /// Sees figures, lists and portraits; what is personal is masked.
    READ,
    /// Sees what is personal: phone numbers, addresses, names, rows as they came.
    PERSONAL,
    /// Changes definitions.
    DEFINE,
    /// Imports, sets up sources, decides who is who, starts and stops work.
    OPERATE,
    /// Erases people and hands out what is kept of them.
    PRIVACY,
    /// Gives and takes access, and reads the record of what was done.
    ADMINISTER;

    /// Whether a role or a key gives it; the others need not be given.
    public boolean isGiven() {
        return switch (this) {
            case PUBLIC, COLLECT, SIGNED_IN -> false;
            case READ, PERSONAL, DEFINE, OPERATE, PRIVACY, ADMINISTER -> true;
        };
    }

    /// All that can be given.
    public static Set<Right> given() {
        return Arrays.stream(values()).filter(Right::isGiven).collect(Collectors.toUnmodifiableSet());
    }
}
