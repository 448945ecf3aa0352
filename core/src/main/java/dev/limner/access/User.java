package dev.limner.access;

import java.time.Instant;

/// Somebody who may log in.
///
/// @param name what he logs in with and what his deeds are recorded under, in lower case
/// @param password its argon2id hash in PHC form; empty where another program says who he is
/// @param generation grows with all that ends his sessions: another password, being disabled
public record User(
        String name, String display, Role role, String password, boolean disabled, int generation, Instant createdAt) {
    User withPassword(String hash) {
        return new User(name, display, role, hash, disabled, generation + 1, createdAt);
    }

    User changed(String newDisplay, Role newRole, boolean isDisabled) {
        int next = isDisabled && !disabled ? generation + 1 : generation;
        return new User(name, newDisplay, newRole, password, isDisabled, next, createdAt);
    }

    boolean isAdministrator() {
        return role == Role.ADMINISTRATOR && !disabled;
    }
}
