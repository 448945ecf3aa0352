package dev.limner.identity;

/// What speaks against making two customers one.
public enum Obstacle {
    /// Nothing.
    NONE,
    /// They are one.
    ONE_ALREADY,
    /// Somebody decided that they are different people.
    APART,
    /// Together they would have more identifiers of a kind than the policy lets a person have.
    LIMIT
}
