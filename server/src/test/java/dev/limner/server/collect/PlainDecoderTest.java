package dev.limner.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.collect.Delivery.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainDecoderTest {
    private static List<String> lines(String body) {
        return Said.lines(Protocol.PLAIN, body.replace('\'', '"'));
    }

    @Test
    void eachActIsOneField() {
        assertThat(lines("""
                [{'event': 'order', 'userId': 'u', 'time': '2026-03-01 19:30:00', 'zone': 'Asia/Shanghai', 'properties': {'total': 199.50}},
                 {'traits': {'plan': 'gold'}, 'change': 'set_once', 'identifiers': {'card': ['c1', 'c2'], 'login': 'u'}},
                 {'link': {'card': 'c1', 'mobile': '138'}},
                 {'unlink': {'mobile': '138'}, 'userId': 'u'},
                 {'group': {'kind': 'company', 'id': 'acme', 'traits': {'n': 1}}, 'userId': 'u'},
                 {'item': {'type': 'book', 'id': 'b-1', 'removed': true}}]"""))
                .containsExactly(
                        "track 2026-03-01T11:30:00Z Asia/Shanghai [login:u] (order) {\"total\":199.50}",
                        "traits 2026-03-01T12:00:00Z? null [card:c1, card:c2, login:u] SET_ONCE {\"plan\":\"gold\"}",
                        "link 2026-03-01T12:00:00Z? null [card:c1, mobile:138] card:c1 = mobile:138",
                        "unlink 2026-03-01T12:00:00Z? null [login:u] mobile:138 from login:u",
                        "group 2026-03-01T12:00:00Z? null [login:u] company:acme {\"n\":1}",
                        "item 2026-03-01T12:00:00Z? null [] book/b-1 removed {}");
    }

    @Test
    void oneLineMayBeBadAndTheOthersGood() {
        assertThat(lines("{'event': 'a'}\n\nnonsense\r\n{'event': 'b'}\n{'event': 'c', 'item': {}}\n{\n"))
                .containsExactly(
                        "track 2026-03-01T12:00:00Z? null [] (a) {}",
                        "unreadable bad_json",
                        "track 2026-03-01T12:00:00Z? null [] (b) {}",
                        "unreadable several_events:event item",
                        "unreadable bad_json");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(
                        lines(
                                "[{}, {'event': ''}, {'traits': {}}, {'traits': {}, 'userId': 'u', 'change': 'twist'},"
                                        + " {'event': 'e', 'zone': 'Mars/Base'}, {'event': 'e', 'identifiers': {'a:b': 'c'}}, {'link': {'login': 'u'}}]"))
                .containsExactly(
                        "unreadable no_event",
                        "unreadable no_event",
                        "unreadable no_identifier",
                        "unreadable bad_change:twist",
                        "unreadable bad_zone:Mars/Base",
                        "unreadable bad_kind:a:b",
                        "unreadable no_identifier");
    }

    @Test
    void anEventsOwnIdIsItsKey() {
        assertThat(Said.keys(Said.messages(Protocol.PLAIN, "{\"event\": \"e\", \"id\": 17}")))
                .containsExactly("17");
    }

    @Test
    void aNumberIsSecondsOrMilliseconds() {
        assertThat(lines("[{'event': 'e', 'time': 1772366400}, {'event': 'e', 'time': 1772366400000}]"))
                .containsOnly("track 2026-03-01T12:00:00Z null [] (e) {}");
    }
}
