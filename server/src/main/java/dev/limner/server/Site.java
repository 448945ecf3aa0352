package dev.limner.server;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a server is to be found: the address that it listens at, and the one that people call it by.
///
/// @param publicUrl such as `https://limner.example.com`, where a proxy stands in front; null where none does
public record Site(String host, @Nullable URI publicUrl) {
    /// This machine alone.
    public static final Site LOOPBACK = new Site("127.0.0.1", null);

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    boolean isThisMachine() {
        return THIS_MACHINE.contains(host);
    }

    /// Whether a request's `Host` is one of this server's names: a page of another site cannot make it one by
    /// a name of its own that leads here.
    boolean isOwn(@Nullable String asked) {
        if (asked == null) {
            return false;
        }
        String name = asked.replaceFirst(":\\d+$", "");
        return OWN_NAMES.contains(name) || name.equals(host) || asked.equals(authority(publicUrl));
    }

    /// Whether a request's `Origin` is that of the own pages.
    boolean isOwnOrigin(String origin, @Nullable String asked) {
        String authority = authority(origin);
        return !authority.isEmpty() && (authority.equals(asked) || authority.equals(authority(publicUrl)));
    }

    /// The address of one of the own pages, as whoever asked for `Host` calls it.
    URI address(@Nullable String asked, String page) {
        return URI.create(
                publicUrl == null
                        ? "http://" + asked + page
                        : publicUrl.toString().replaceFirst("/+$", "") + page);
    }

    /// Whether people call it by https.
    boolean isSecure() {
        return publicUrl != null && "https".equals(publicUrl.getScheme());
    }

    private static String authority(String url) {
        try {
            return authority(URI.create(url));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String authority(@Nullable URI url) {
        return url == null || url.getAuthority() == null ? "" : url.getAuthority();
    }
}
