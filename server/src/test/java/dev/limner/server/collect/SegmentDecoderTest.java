package dev.limner.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.collect.Delivery.Protocol;
import dev.limner.collect.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentDecoderTest {
    private static List<String> lines(String body) {
        return Said.lines(Protocol.SEGMENT, body);
    }

    @Test
    void theContextOfABatchIsThatOfItsEvents() {
        Message message = Said.messages(Protocol.SEGMENT, """
                {"writeKey": "WK", "context": {"timezone": "Asia/Shanghai", "library": {"name": "analytics-java"}},
                 "batch": [{"type": "track", "event": "Seen", "userId": "u", "context": {"ip": "203.0.113.9"},
                            "timestamp": "2026-03-01T08:00:00"}]}""").getFirst();
        assertThat(message).isInstanceOf(Message.Track.class);
        Message.Heading heading = ((Message.Track) message).heading();
        assertThat(heading.zone()).isEqualTo("Asia/Shanghai");
        assertThat(heading.at()).as("local to that zone").hasToString("2026-03-01T00:00:00Z");
        assertThat(heading.context())
                .hasToString("{\"timezone\":\"Asia/Shanghai\",\"library\":{\"name\":\"analytics-java\"},"
                        + "\"ip\":\"203.0.113.9\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"userId\": null,", "\"userId\": \"\",", "\"userId\": \"  \",", "", "\"userId\": {},"})
    void anIdThatIsNoneIsAbsent(String id) {
        assertThat(lines("{\"type\": \"page\", " + id + " \"anonymousId\": \"a\"}"))
                .containsExactly("track 2026-03-01T12:00:00Z? null [anonymous:a] (page) {}");
    }

    @Test
    void numbersAreIdsToo() {
        assertThat(lines("{\"type\": \"track\", \"event\": \"E\", \"userId\": 1001}"))
                .containsExactly("track 2026-03-01T12:00:00Z? null [login:1001] (E) {}");
    }

    @Test
    void onlyIdentifyTakesTraitsFromTheContext() {
        String context = "\"userId\": \"u\", \"context\": {\"traits\": {\"plan\": \"gold\"}}}";
        assertThat(lines("{\"batch\": [{\"type\": \"identify\", " + context
                        + ", {\"type\": \"track\", \"event\": \"E\", " + context + "]}"))
                .containsExactly(
                        "traits 2026-03-01T12:00:00Z? null [login:u] SET {\"plan\":\"gold\"}",
                        "track 2026-03-01T12:00:00Z? null [login:u] (E) {}");
    }

    @Test
    void aClockThatIsWrongIsPutRight() {
        // Sent at 13:30 by the client's clock, so that it is an hour and a half fast.
        assertThat(lines("{\"type\": \"track\", \"event\": \"E\", \"timestamp\": \"2026-03-01T13:29:10.5Z\","
                        + " \"sentAt\": \"2026-03-01T13:30:00Z\"}"))
                .containsExactly("track 2026-03-01T11:59:10.500Z null [] (E) {}");
    }

    @Test
    void theWayThroughTheNetIsNoWrongClock() {
        assertThat(lines("{\"type\": \"track\", \"event\": \"E\", \"timestamp\": \"2026-02-01T08:00:00.123Z\","
                        + " \"sentAt\": \"2026-03-01T11:59:56Z\"}"))
                .containsExactly("track 2026-02-01T08:00:00.123Z null [] (E) {}");
    }

    @Test
    void anotherTimeThanTheCallsOwnIsTheCallers() {
        assertThat(lines("{\"type\": \"track\", \"event\": \"E\", \"timestamp\": \"2026-02-01T08:00:00Z\","
                        + " \"originalTimestamp\": \"2026-03-01T11:59:58Z\", \"sentAt\": \"2026-03-01T11:59:59Z\"}"))
                .containsExactly("track 2026-02-01T08:00:00Z null [] (E) {}");
    }

    @Test
    void noEventIsLaterThanItsArrival() {
        assertThat(lines("{\"batch\": [{\"type\": \"page\", \"timestamp\": \"2026-03-01T13:00:00Z\"},"
                        + " {\"type\": \"page\", \"timestamp\": \"2027-03-01T13:00:00Z\"},"
                        + " {\"type\": \"page\", \"timestamp\": \"0001-03-01T13:00:00Z\"},"
                        + " {\"type\": \"page\", \"timestamp\": \"yesterday\"},"
                        + " {\"type\": \"page\", \"timestamp\": 1e300}]}"))
                .containsExactly(
                        "track 2026-03-01T12:00:00Z null [] (page) {}",
                        "unreadable future_time:2027-03-01T13:00:00Z",
                        "unreadable ancient_time:0001-03-01T13:00:00Z",
                        "unreadable bad_time:timestamp yesterday",
                        "unreadable bad_time:timestamp");
    }

    @Test
    void anAliasOfOneselfSaysNothing() {
        assertThat(lines("{\"type\": \"alias\", \"userId\": \"u-1\", \"previousId\": \"u-1\"}"))
                .isEmpty();
    }

    @Test
    void aPreviousIdIsWhatTheDeliveryHasItAsOrWhatItLooksLike() {
        String uuid = "930aeb72-0418-41b0-9c44-439944dc16d9";
        assertThat(lines("""
                {"batch": [
                  {"type": "track", "event": "E", "anonymousId": "a-1"},
                  {"type": "alias", "userId": "u", "previousId": "a-1"},
                  {"type": "alias", "userId": "u", "previousId": "old"},
                  {"type": "alias", "userId": "u", "previousId": "%s"}]}""".formatted(uuid)))
                .endsWith(
                        "link 2026-03-01T12:00:00Z? null [login:u] anonymous:a-1 = login:u",
                        "link 2026-03-01T12:00:00Z? null [login:u] login:old = login:u",
                        "link 2026-03-01T12:00:00Z? null [login:u] anonymous:" + uuid + " = login:u");
    }

    @Test
    void aBadEventLeavesTheOthersBe() {
        assertThat(lines(
                        "{\"batch\": [1, null, {}, {\"type\": \"track\"}, {\"type\": \"dance\"}, {\"type\": \"identify\"},"
                                + " {\"type\": \"group\", \"userId\": \"u\"}, {\"type\": \"track\", \"event\": \"E\", \"userId\": \""
                                + "x".repeat(300)
                                + "\"}, {\"type\": \"track\", \"event\": \"E\", \"properties\": {\"n\": 1e99999}},"
                                + " {\"type\": \"track\", \"event\": \"Good\"}]}"))
                .containsExactly(
                        "unreadable not_an_object",
                        "unreadable not_an_object",
                        "unreadable no_type",
                        "unreadable no_event",
                        "unreadable unknown_type:dance",
                        "unreadable no_identifier",
                        "unreadable no_group",
                        "unreadable long_id:" + "x".repeat(100),
                        "unreadable bad_number",
                        "track 2026-03-01T12:00:00Z? null [] (Good) {}");
    }

    @Test
    void anEventMayTake32KilobytesAndNoMore() {
        String shell = "{\"type\":\"track\",\"event\":\"E\",\"properties\":{\"t\":\"%s\"}}";
        String fits = shell.formatted("文".repeat(10_900));
        String tooLong = shell.formatted("文".repeat(10_910));
        assertThat(fits.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(32 * 1024);
        assertThat(lines("{\"batch\": [" + fits + "," + tooLong + "]}"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("track"),
                        line -> assertThat(line).isEqualTo("unreadable too_long"));
    }

    @Test
    void aMessageSentAgainHasTheSameKey() {
        String event =
                "{\"type\": \"track\", \"event\": \"E\", \"userId\": \"u\", \"timestamp\": \"2026-03-01T08:00:00Z\"";
        List<String> first =
                Said.keys(Said.messages(Protocol.SEGMENT, event + ", \"sentAt\": \"2026-03-01T11:59:59Z\"}"));
        List<String> again = Said.keys(Said.messages(
                Protocol.SEGMENT, "", event + ", \"sentAt\": \"2026-03-01T12:00:30Z\"}", Said.NOON.plusSeconds(31)));
        assertThat(again).isEqualTo(first);
        assertThat(Said.keys(Said.messages(
                        Protocol.SEGMENT,
                        "{\"batch\": [" + event + "}," + event + "}," + event + ",\"messageId\":\"m\"}]}")))
                .containsExactly(first.getFirst(), first.getFirst() + ".1", "m");
    }

    @Test
    void anEventWithoutTimeAndIdIsANewOneEachTime() {
        String event = "{\"type\": \"track\", \"event\": \"E\", \"userId\": \"u\"}";
        assertThat(Said.keys(Said.messages(Protocol.SEGMENT, event)))
                .isNotEqualTo(Said.keys(Said.messages(Protocol.SEGMENT, "", event, Said.NOON.plusSeconds(1))));
    }

    @Test
    void theAddressSaysTheTypeWhereTheBodyDoesNot() {
        assertThat(Said.messages(Protocol.SEGMENT, "page", "{\"name\": \"Home\", \"anonymousId\": \"a\"}", Said.NOON))
                .extracting(Line::of)
                .first()
                .asString()
                .endsWith("[anonymous:a] (page) {\"name\":\"Home\"}");
    }
}
