package dev.limner.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key that another program shows instead of logging in. Its secret is not kept, only a fingerprint of it.
///
/// @param id its first letters, which may be shown
/// @param hash SHA-256 of the secret
/// @param workspaces the only ones that it opens; all where empty
/// @param expiresAt from when on it opens nothing; null for never
public record Key(
        String id,
        String title,
        String hash,
        Set<Right> rights,
        List<String> workspaces,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {
    public Key {
        rights = Set.copyOf(rights);
        workspaces = List.copyOf(workspaces);
    }

    Key revoked(Instant at) {
        return new Key(id, title, hash, rights, workspaces, createdBy, createdAt, expiresAt, at);
    }

    /// Whether it opens anything at an instant.
    public boolean isGood(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
