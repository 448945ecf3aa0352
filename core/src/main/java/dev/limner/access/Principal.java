package dev.limner.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls: a user, another program by its key, or anybody where there is no login.
///
/// @param name what deeds are recorded under
/// @param workspaces the only ones that the caller reaches; null for all of them
public record Principal(
        Kind kind,
        String name,
        String display,
        Set<Right> rights,
        @Nullable Set<String> workspaces) {
    /// Anybody on this machine, where there is no login.
    public static final Principal ANYBODY = new Principal(Kind.ANYBODY, "", "", Right.given(), null);
    /// Whoever calls without saying who.
    public static final Principal NOBODY = new Principal(Kind.NOBODY, "", "", Set.of(), Set.of());

    /// What a caller is.
    public enum Kind {
        NOBODY,
        ANYBODY,
        USER,
        KEY
    }

    public Principal {
        rights = Set.copyOf(rights);
        workspaces = workspaces == null ? null : Set.copyOf(workspaces);
    }

    public static Principal of(User user) {
        return new Principal(Kind.USER, user.name(), user.display(), user.role().rights(), null);
    }

    static Principal of(Key key) {
        return new Principal(
                Kind.KEY,
                "key " + key.id(),
                key.title(),
                key.rights(),
                key.workspaces().isEmpty() ? null : Set.copyOf(key.workspaces()));
    }

    /// Whether the caller has a right. What goes beyond workspaces, a caller of only some of them may not do.
    public boolean may(Right right) {
        return switch (right) {
            case PUBLIC, COLLECT -> true;
            case SIGNED_IN -> kind != Kind.NOBODY;
            case READ, PERSONAL, DEFINE, OPERATE, PRIVACY -> rights.contains(right);
            case ADMINISTER -> workspaces == null && rights.contains(right);
        };
    }

    public boolean reaches(String workspace) {
        return workspaces == null || workspaces.contains(workspace);
    }
}
