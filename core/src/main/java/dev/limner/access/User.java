package dev.limner.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody who may log in.
///
/// @param name what he logs in with and what his deeds are recorded under, in lower case
/// @param password its argon2id hash in PHC form; empty where another program says who he is
/// @param subject the name that the other program knows him by; null where none does, or he has not come yet
/// @param generation grows with all that ends his sessions: another password, being disabled
public record User(
        String name,
        String display,
        Role role,
        String password,
        @Nullable String subject,
        boolean disabled,
        int generation,
        Instant createdAt) {
    User withPassword(String hash) {
        return new User(name, display, role, hash, subject, disabled, generation + 1, createdAt);
    }

    User changed(String newDisplay, Role newRole, boolean isDisabled) {
        int next = isDisabled && !disabled ? generation + 1 : generation;
        return new User(name, newDisplay, newRole, password, subject, isDisabled, next, createdAt);
    }

    User known(String newSubject) {
        return new User(name, display, role, password, newSubject, disabled, generation, createdAt);
    }

    /// Whether he was let in for another program to say that he is he, and has not come yet.
    boolean isAwaited() {
        return password.isEmpty() && subject == null;
    }

    boolean isAdministrator() {
        return role == Role.ADMINISTRATOR && !disabled;
    }
}
