package dev.limner.server.collect;

import dev.limner.identity.Customers.Identifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Of whom an event of Sensors Data speaks, in any of its three modes.
///
/// The map `identities` is believed where there is one; `distinct_id` says what it pleases. Where there is none,
/// it is the pair of `login_id` and `anonymous_id`, or what flags, the library, and the looks of `distinct_id` say.
///
/// @param identifiers the surest first
/// @param named those of the map of identities, the surest first
/// @param person the login, else the surest; in an unbinding the person that something is taken from
/// @param original who the person was before; null where the event does not say
record SensorsIdentity(
        List<Identifier> identifiers,
        List<Identifier> named,
        @Nullable Identifier person,
        @Nullable Identifier original) {
    private static final String PREFIX = "$identity_";
    private static final Map<String, String> KINDS = Map.of(
            "login_id", Kind.LOGIN,
            "cookie_id", Kind.COOKIE,
            "anonymous_id", Kind.ANONYMOUS,
            "mobile", Kind.MOBILE,
            "email", Kind.EMAIL);
    private static final List<String> SUREST = List.of(Kind.LOGIN);
    private static final List<String> LEAST = List.of(
            "android_id", "android_uuid", "idfa", "idfv", "ios_uuid", "oaid", "mp_id", Kind.COOKIE, Kind.ANONYMOUS);
    private static final Pattern CUSTOM = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,63}");
    /// What the web library makes up.
    private static final Pattern WEB = Pattern.compile("[0-9a-f]{11,16}-[0-9a-f]+-[0-9a-f]+-\\d+-[0-9a-f]{11,16}");
    /// What the others make up: UUIDs, Android's ids, mini programs' times with random numbers.
    private static final Pattern DEVICE = Pattern.compile(
            "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-f]{16}|\\d{13}-\\d+-[0-9a-f]+-\\d+");

    static SensorsIdentity of(ObjectNode event, ObjectNode properties, String type) throws Fault {
        List<Identifier> named = named(Tree.object(event, "identities"));
        Identifier distinct = distinct(event, properties, type);
        if (type.equals("track_id_unbind")) {
            boolean taken = distinct == null
                    || named.stream().anyMatch(one -> one.value().equals(distinct.value()));
            Identifier login = named.isEmpty() || !named.getFirst().kind().equals(Kind.LOGIN) || named.size() == 1
                    ? null
                    : named.getFirst();
            Identifier person = login != null ? login : taken ? null : distinct;
            List<Identifier> identifiers = person == null ? named : List.of(person);
            return new SensorsIdentity(identifiers, named, person, null);
        }
        List<Identifier> identifiers = new ArrayList<>(named.isEmpty() ? pair(event, distinct) : useful(named));
        Identifier person = identifiers.isEmpty() ? null : identifiers.getFirst();
        String original = Tree.text(event, "original_id");
        return new SensorsIdentity(
                identifiers, named, person, original == null ? null : original(original, named, event));
    }

    private static List<Identifier> named(ObjectNode identities) throws Fault {
        List<Identifier> named = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : identities.properties()) {
            String value = Tree.text(entry.getValue());
            if (value != null) {
                named.add(of(entry.getKey(), value));
            }
        }
        named.sort(Comparator.comparingInt(SensorsIdentity::rank));
        return named;
    }

    /// The identifier of `$identity_...`, whose value may repeat its key: `key+value`.
    private static Identifier of(String key, String value) throws Fault {
        if (!key.startsWith(PREFIX)) {
            throw new Fault("unknown_identity", key);
        }
        String rest = key.substring(PREFIX.length());
        if (!CUSTOM.matcher(rest).matches()) {
            throw new Fault("unknown_identity", key);
        }
        String repeated = key + "+";
        String kind = rest.endsWith("unionid")
                ? Kind.UNIONID
                : rest.endsWith("openid") ? Kind.OPENID : KINDS.getOrDefault(rest, rest);
        return Tree.identifier(kind, value.startsWith(repeated) ? value.substring(repeated.length()) : value);
    }

    private static int rank(Identifier identifier) {
        if (SUREST.contains(identifier.kind())) {
            return 0;
        }
        int least = LEAST.indexOf(identifier.kind());
        return least < 0 ? 1 : 2 + least;
    }

    /// Without an anonymous id that repeats another or stands beside a login: two logins on one device must not
    /// become one person by it.
    private static List<Identifier> useful(List<Identifier> named) {
        boolean login = named.getFirst().kind().equals(Kind.LOGIN);
        return named.stream()
                .filter(one -> !one.kind().equals(Kind.ANONYMOUS) || (!login && !repeats(one, named)))
                .toList();
    }

    private static boolean repeats(Identifier one, List<Identifier> named) {
        return named.stream()
                .anyMatch(other -> !other.equals(one) && other.value().equals(one.value()));
    }

    private static List<Identifier> pair(ObjectNode event, @Nullable Identifier distinct) throws Fault {
        List<Identifier> pair = new ArrayList<>();
        String login = Tree.text(event, "login_id");
        if (login != null) {
            pair.add(keyed(login, Kind.LOGIN));
        }
        if (distinct != null && !pair.contains(distinct)) {
            pair.add(distinct);
        }
        String anonymous = Tree.text(event, "anonymous_id");
        if (anonymous != null) {
            Identifier other = keyed(anonymous, anonymousKind(anonymous));
            if (!pair.contains(other)) {
                pair.add(other);
            }
        }
        pair.sort(Comparator.comparingInt(SensorsIdentity::rank));
        return pair;
    }

    private static @Nullable Identifier distinct(ObjectNode event, ObjectNode properties, String type) throws Fault {
        String distinct = Tree.text(event, "distinct_id");
        if (distinct == null) {
            return null;
        }
        JsonNode flag = properties.path("$is_login_id");
        boolean login;
        if (distinct.equals(Tree.text(event, "login_id"))) {
            login = true;
        } else if (distinct.equals(Tree.text(event, "anonymous_id"))) {
            login = false;
        } else if (flag.isBoolean()) {
            login = flag.booleanValue();
        } else if (type.equals("track_signup") || type.equals("track_id_unbind")) {
            login = !madeUp(distinct);
        } else {
            login = !flags(event) && !madeUp(distinct);
        }
        return keyed(distinct, login ? Kind.LOGIN : anonymousKind(distinct));
    }

    /// Every library but Node's says which ids are logins.
    private static boolean flags(ObjectNode event) {
        String library = Tree.text(Tree.object(event, "lib"), "$lib");
        return library != null && !library.equals("Node");
    }

    private static boolean madeUp(String id) {
        return WEB.matcher(id).matches() || DEVICE.matcher(id).matches();
    }

    private static String anonymousKind(String id) {
        return WEB.matcher(id).matches() ? Kind.COOKIE : Kind.ANONYMOUS;
    }

    private static Identifier original(String original, List<Identifier> named, ObjectNode event) throws Fault {
        for (Identifier one : named) {
            if (one.value().equals(original) && !one.kind().equals(Kind.ANONYMOUS)) {
                return one;
            }
        }
        return keyed(original, flags(event) || madeUp(original) ? anonymousKind(original) : Kind.LOGIN);
    }

    private static Identifier keyed(String value, String otherwise) throws Fault {
        int plus = value.indexOf('+');
        return value.startsWith(PREFIX) && plus > 0 && plus + 1 < value.length()
                ? of(value.substring(0, plus), value.substring(plus + 1))
                : Tree.identifier(otherwise, value);
    }
}
