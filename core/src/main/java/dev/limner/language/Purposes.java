package dev.limner.language;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What people may consent to, and whether silence is a yes: nothing said, somebody consents to a purpose
/// that is opt-out, and not to one that is opt-in.
///
/// @param byName empty where a workspace declares none: then any purpose may be named, and each is opt-in
public record Purposes(Map<String, Purpose> byName) implements Serializable {
    public static final Purposes NONE = new Purposes(Map.of());

    public Purposes {
        byName = Map.copyOf(byName);
    }

    /// One purpose.
    ///
    /// @param optOut whether silence is a yes
    /// @param channels whether it is by each channel, where these are declared; any other channel is a
    /// mistake then
    public record Purpose(boolean optOut, Map<String, Boolean> channels) implements Serializable {
        public Purpose {
            channels = Map.copyOf(channels);
        }
    }

    /// Whether any are declared.
    public boolean areDeclared() {
        return !byName.isEmpty();
    }

    public Collection<String> names() {
        return new TreeMap<>(byName).keySet();
    }

    /// The channels that a purpose declares; empty where it declares none.
    public List<String> channels(String purpose) {
        Purpose declared = byName.get(purpose);
        return declared == null
                ? List.of()
                : declared.channels().keySet().stream().sorted().toList();
    }

    /// Whether somebody who said nothing consents.
    public boolean byDefault(String purpose, @Nullable String channel) {
        Purpose declared = byName.get(purpose);
        if (declared == null) {
            return false;
        }
        Boolean by = channel == null ? null : declared.channels().get(channel);
        return by == null ? declared.optOut() : by;
    }
}
