package dev.limner.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.collect.Delivery.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostHogDecoderTest {
    private static List<String> lines(String body) {
        return Said.lines(Protocol.POSTHOG, body.replace('\'', '"'));
    }

    @Test
    void theWebsVisitorIsAnonymousUntilIdentified() {
        assertThat(lines("""
                [{'event': '$pageview', 'properties': {'token': 'k', 'distinct_id': 'd-1', '$device_id': 'd-1', '$timezone': 'Asia/Shanghai'}, 'offset': 1500},
                 {'event': '$identify', 'properties': {'token': 'k', 'distinct_id': 'u-1', '$device_id': 'd-1', '$anon_distinct_id': 'd-1'},
                  '$set': {'plan': 'gold'}, '$set_once': {'first': 1}, 'timestamp': '2026-03-01T11:00:00Z'}]"""))
                .containsExactly(
                        "track 2026-03-01T11:59:58.500Z Asia/Shanghai [anonymous:d-1] ($pageview) {\"token\":\"k\","
                                + "\"distinct_id\":\"d-1\",\"$device_id\":\"d-1\",\"$timezone\":\"Asia/Shanghai\"}",
                        "link 2026-03-01T11:00:00Z null [login:u-1] anonymous:d-1 = login:u-1",
                        "traits 2026-03-01T11:00:00Z null [login:u-1] SET {\"plan\":\"gold\"}",
                        "traits 2026-03-01T11:00:00Z null [login:u-1] SET_ONCE {\"first\":1}");
    }

    @Test
    void anEventWithoutAPersonIsAnonymous() {
        assertThat(lines("{'event': 'E', 'distinct_id': 'x', 'properties': {'$process_person_profile': false}}"))
                .containsExactly(
                        "track 2026-03-01T12:00:00Z? null [anonymous:x] (E) {\"$process_person_profile\":false}");
    }

    @Test
    void traitsMayBeTakenAway() {
        assertThat(lines("{'event': '$set', 'distinct_id': 'u', 'properties': {'$unset': ['plan', 3]}}"))
                .containsExactly("traits 2026-03-01T12:00:00Z? null [login:u] UNSET {\"plan\":true}");
    }

    @Test
    void anAliasOfOneselfSaysNothing() {
        assertThat(lines("{'event': '$create_alias', 'distinct_id': 'u', 'properties': {'alias': 'u'}}"))
                .isEmpty();
    }

    @Test
    void aBadEventLeavesTheOthersBe() {
        assertThat(
                        lines(
                                "{'api_key': 'k', 'batch': [{}, {'event': '$groupidentify'}, {'event': '$identify'}, 7, {'event': 'E'}]}"))
                .containsExactly(
                        "unreadable no_event",
                        "unreadable no_group",
                        "unreadable no_identifier",
                        "unreadable not_an_object",
                        "track 2026-03-01T12:00:00Z? null [] (E) {}");
    }
}
