package dev.limner.connect.oidc;

import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import dev.limner.access.Role;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which groups of the provider have which role here.
///
/// @param claim that lists somebody's groups
/// @param roles by group, `*` for everybody; empty where roles are given here alone
public record RoleRule(String claim, Map<String, Role> roles) {
    private static final String EVERYBODY = "*";
    /// Whose role wins where somebody is in groups of several.
    private static final List<Role> ORDER =
            List.of(Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.OPERATOR, Role.ANALYST, Role.VIEWER);

    /// Roles as they are set: `limner-admins=administrator marketing=analyst *=viewer`.
    ///
    /// @throws UserProblem where one is no role
    public static RoleRule read(String claim, String text) {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (String part : text.strip().split("[\\s,]+", -1)) {
            int equals = part.lastIndexOf('=');
            if (part.isEmpty()) {
                continue;
            }
            if (equals < 1) {
                throw UserProblem.of(Code.BAD_PARAMETER, "oidc_roles", part);
            }
            roles.put(part.substring(0, equals), role(part.substring(equals + 1)));
        }
        return new RoleRule(claim, roles);
    }

    private static Role role(String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> UserProblem.of(Code.BAD_PARAMETER, "oidc_roles", name));
    }

    /// The role that somebody's groups give him, wherever they are told; null where they give none.
    @Nullable
    Role of(List<ClaimsSet> told) {
        Set<String> groups = new HashSet<>(Set.of(EVERYBODY));
        told.forEach(claims -> groups.addAll(groups(claims.getClaim(claim))));
        Set<Role> given = EnumSet.noneOf(Role.class);
        roles.forEach((group, role) -> {
            if (groups.contains(group)) {
                given.add(role);
            }
        });
        return ORDER.stream().filter(given::contains).findFirst().orElse(null);
    }

    private static List<String> groups(@Nullable Object said) {
        return switch (said) {
            case null -> List.of();
            case Collection<?> many -> many.stream().map(String::valueOf).toList();
            default -> List.of(said.toString());
        };
    }
}
