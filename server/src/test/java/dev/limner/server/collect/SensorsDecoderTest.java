package dev.limner.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.collect.Delivery.Protocol;
import dev.limner.collect.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorsDecoderTest {
    private static final String COOKIE = "1a200c5d5521ed-09f9fa3daa2ccf-11543b4c-921600-1a200c5d553727";

    private static List<String> lines(String body) {
        return Said.lines(Protocol.SENSORS, body.replace('\'', '"'));
    }

    private static String ids(String event) {
        Message message =
                Said.messages(Protocol.SENSORS, event.replace('\'', '"')).getFirst();
        return Line.of(message).replaceFirst("(?s).*?> \\[([^]]*)].*", "$1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'distinct_id': 'u', 'properties': {'$is_login_id': true}                        | login:u",
                "'distinct_id': 'u', 'properties': {'$is_login_id': false}                       | anonymous:u",
                "'distinct_id': 'u', 'lib': {'$lib': 'Java'}                                     | anonymous:u",
                "'distinct_id': 'u', 'lib': {'$lib': 'Node'}                                     | login:u",
                "'distinct_id': 'u'                                                              | login:u",
                "'distinct_id': 'u', 'login_id': 'u', 'anonymous_id': 'a'                        | login:u, anonymous:a",
                "'distinct_id': 'a', 'anonymous_id': 'a'                                         | anonymous:a",
                "'distinct_id': 'x', 'identities': {'$identity_login_id': 'u'}                   | login:u",
                "'distinct_id': '$identity_x_unionid+o1', 'properties': {'$is_login_id': true}   | unionid:o1",
                "'identities': {'$identity_email': 'a@b.cn', '$identity_mobile': '138'}          | email:a@b.cn, mobile:138",
                "'identities': {'$identity_idfv': 'i', '$identity_card': 'c', '$identity_login_id': 'u'} | login:u, card:c, idfv:i",
                "'identities': {'$identity_mp_wx1_openid': 'o', '$identity_mp_id': 'm'}          | openid:o, mp_id:m",
            })
    void whoItIsSaysTheMapOrThePairOrAFlag(String event, String expected) {
        assertThat(ids("{'type': 'track', 'event': 'E', " + event + "}")).isEqualTo(expected);
    }

    @Test
    void theWebsIdIsACookieWhereverItStands() {
        assertThat(ids("{'type': 'track', 'event': 'E', 'distinct_id': '" + COOKIE + "', 'lib': {'$lib': 'Node'}}"))
                .isEqualTo("cookie:" + COOKIE);
        assertThat(ids("{'type': 'track', 'event': 'E', 'distinct_id': '" + COOKIE
                        + "', 'properties': {'$is_login_id': false}}"))
                .isEqualTo("cookie:" + COOKIE);
    }

    @Test
    void anAnonymousIdNeverStandsBesideALogin() {
        String map = "{'type': 'track', 'event': 'E', 'identities': {'$identity_cookie_id': 'c', %s}}";
        assertThat(ids(map.formatted("'$identity_anonymous_id': 'c'"))).isEqualTo("cookie:c");
        assertThat(ids(map.formatted("'$identity_anonymous_id': 'z'"))).isEqualTo("cookie:c, anonymous:z");
        assertThat(ids(map.formatted("'$identity_anonymous_id': 'z', '$identity_login_id': 'u-1'")))
                .isEqualTo("login:u-1, cookie:c");
    }

    @Test
    void aKeyThatIsNoIdentityIsRefused() {
        assertThat(lines("{'type': 'track', 'event': 'E', 'identities': {'card': 'c'}}"))
                .containsExactly("unreadable unknown_identity:card");
    }

    @Test
    void nodesSignUpLinksWhatItsEventsAreCalled() {
        String lib = ", 'lib': {'$lib': 'Node'}, 'time': 1772366400000}";
        assertThat(lines("[{'type': 'track', 'event': 'E', 'distinct_id': 'visitor'" + lib
                        + ", {'type': 'track_signup', 'event': '$SignUp', 'distinct_id': 'u-1', 'original_id': 'visitor'"
                        + lib + "]"))
                .containsExactly(
                        "track 2026-03-01T12:00:00Z null [login:visitor] (E) {}",
                        "track 2026-03-01T12:00:00Z null [login:u-1] ($SignUp) {}",
                        "link 2026-03-01T12:00:00Z null [login:u-1] login:visitor = login:u-1");
    }

    @Test
    void unbindingTakesFromTheLoginThatStandsBesideIt() {
        assertThat(lines("[{'type': 'track_id_unbind', 'event': '$UnbindID', 'distinct_id': 'u-1',"
                        + " 'identities': {'$identity_mobile': '138', '$identity_login_id': 'u-1'}},"
                        + "{'type': 'track_id_unbind', 'event': '$UnbindID', 'distinct_id': '" + COOKIE
                        + "', 'identities': {'$identity_mobile': '138'}}]"))
                .containsExactly(
                        "unlink 2026-03-01T12:00:00Z? null [login:u-1] mobile:138 from login:u-1",
                        "unlink 2026-03-01T12:00:00Z? null [cookie:" + COOKIE + "] mobile:138 from cookie:" + COOKIE);
    }

    @Test
    void theZoneIsWrittenWestwards() {
        assertThat(lines("{'type': 'track', 'event': 'E', 'distinct_id': 'u', 'time': 1772366400000,"
                        + " 'properties': {'$timezone_offset': -345}}"))
                .containsExactly("track 2026-03-01T12:00:00Z +05:45 [login:u] (E) {\"$timezone_offset\":-345}");
    }

    @Test
    void theTimeOfSendingPutsTheClockRight() {
        assertThat(lines("{'type': 'track', 'event': 'E', 'distinct_id': 'u', 'time': 1772362800000,"
                        + " '_flush_time': 1772362860000}"))
                .containsExactly("track 2026-03-01T11:59:00Z null [login:u] (E) {}");
    }

    @Test
    void namesAreHeldToTheirRules() {
        assertThat(lines("[{'type': 'track', 'event': '9 lives', 'distinct_id': 'u'},"
                        + "{'type': 'track', 'event': 'E', 'distinct_id': 'u', 'properties': {'user_id': 1}},"
                        + "{'type': 'track', 'event': 'E', 'distinct_id': 'u', 'properties': {'a b': 1}},"
                        + "{'type': 'profile_increment', 'distinct_id': 'u', 'properties': {'n': 'one'}},"
                        + "{'type': 'profile_append', 'distinct_id': 'u', 'properties': {'n': 'one'}},"
                        + "{'type': 'profile_set', 'properties': {'n': 'one'}},"
                        + "{'type': 'item_set', 'item_type': 'book'},"
                        + "{'type': 'profile_append', 'distinct_id': 'u', 'properties': {'n': ['one'], '$lib': 'x'}}]"))
                .containsExactly(
                        "unreadable bad_name:event 9 lives",
                        "unreadable bad_name:properties user_id",
                        "unreadable bad_name:properties a b",
                        "unreadable bad_value:n",
                        "unreadable bad_value:n",
                        "unreadable no_identifier",
                        "unreadable no_item",
                        "traits 2026-03-01T12:00:00Z? null [login:u] APPEND {\"n\":[\"one\"],\"$lib\":\"x\"}");
    }

    @Test
    void anEventSentAgainHasTheSameKeyAndAnotherHasAnother() {
        String event =
                "{'type': 'track', 'event': '%s', 'distinct_id': '%s', 'time': %d, '_track_id': %d, '_flush_time': %d}"
                        .replace('\'', '"');
        List<Message> messages = Said.messages(
                Protocol.SENSORS,
                "["
                        + String.join(
                                ",",
                                event.formatted("E", "u", 1772362800000L, -7, 1772362800000L),
                                event.formatted("E", "u", 1772362800000L, -7, 1772362806000L),
                                event.formatted("F", "u", 1772362800000L, -7, 1772362800000L),
                                event.formatted("E", "v", 1772362800000L, -7, 1772362800000L),
                                event.formatted("E", "u", 1772362800001L, -7, 1772362800000L),
                                event.formatted("E", "u", 1772362800000L, 7, 1772362800000L))
                        + "]");
        assertThat(Said.keys(messages)).hasSize(6);
        assertThat(Said.keys(messages).get(1)).isEqualTo(Said.keys(messages).get(0));
        assertThat(Said.keys(messages).stream().distinct()).hasSize(5);
    }
}
