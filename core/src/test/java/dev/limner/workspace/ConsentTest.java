package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.privacy.ConsentStudy.Asked;
import dev.limner.privacy.Consents;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people consent to, where silence means what `privacy.yaml` says.
class ConsentTest {
    private static final String RULES = """
            purposes:
              - purpose: marketing
                title: {en: Marketing, zh: 营销}
                default: opt_in
                channels:
                  - {channel: sms, title: {en: Text message, zh: 短信}}
                  - {channel: post, title: {en: Letter, zh: 信件}, default: opt_out}
              - {purpose: statistics, title: {en: Statistics, zh: 统计}, default: opt_out}
            """;
    private static final List<String> COLUMNS = List.of("card", "time", "event", "purpose", "channel");
    private static final List<List<String>> ROWS = List.of(
            List.of("yes", "2024-01-05 10:00:00", "consent_given", "marketing", "sms"),
            List.of("no", "2024-01-05 10:00:00", "consent_given", "marketing", ""),
            List.of("no", "2024-02-05 10:00:00", "consent_withdrawn", "marketing", "sms"),
            List.of("no", "2024-02-06 10:00:00", "consent_withdrawn", "statistics", ""),
            List.of("silent", "2024-01-05 10:00:00", "login", "", ""));

    @TempDir
    private Path folder = Path.of("");

    private Desk filled(String rules) throws IOException {
        SmallShop.write(folder);
        Files.delete(folder.resolve("sources/orders.yaml"));
        Files.writeString(folder.resolve("sources/members.yaml"), """
                source: members
                title: {en: Members, zh: 会员}
                file: data/orders.csv
                format: {delimiter: ",", encoding: UTF-8}
                zone: Asia/Kathmandu
                customer: {column: card, kind: card}
                time: {column: time, pattern: "yyyy-MM-dd HH:mm:ss"}
                rules:
                  - {rule: given, title: {en: G, zh: G}, when: {event: {in: [consent_given]}}, event: consent_given, like_named: true}
                  - {rule: withdrawn, title: {en: W, zh: W}, when: {event: {in: [consent_withdrawn]}}, event: consent_withdrawn, like_named: true}
                  - {rule: login, title: {en: L, zh: L}, when: {event: {in: [login]}}, event: login}
                """);
        if (!rules.isEmpty()) {
            Files.writeString(folder.resolve("privacy.yaml"), rules);
        }
        Desk desk = new Desk(SmallShop.open(folder), Clock.systemUTC());
        desk.fill(MemoryRows.of(COLUMNS, ROWS), new Work());
        return desk;
    }

    @ParameterizedTest
    @CsvSource({
        "yes,    marketing,  sms,  true",
        "yes,    marketing,  post, true",
        "yes,    marketing,  ,     true",
        "yes,    statistics, ,     true",
        "no,     marketing,  sms,  false",
        "no,     marketing,  post, true",
        "no,     statistics, ,     false",
        "silent, marketing,  ,     false",
        "silent, marketing,  sms,  false",
        "silent, marketing,  post, true",
        "silent, statistics, ,     true",
    })
    void silenceIsAYesWhereThePurposeIsOptOut(String who, String purpose, @Nullable String channel, boolean consents)
            throws IOException {
        try (Desk desk = filled(RULES)) {
            Asked asked = new Asked(purpose, channel);
            int customer = desk.customer(who);
            Map<Asked, Consents.Standing> standings = desk.privacy().standings(customer, desk.moment(null)).stream()
                    .collect(Collectors.toMap(Consents.Standing::asked, standing -> standing));
            assertThat(standings.get(asked)).returns(consents, Consents.Standing::consents);
            // the same condition, asked of everybody and explained
            var lexicon = desk.workspace().definitions().lexicon();
            var condition = Consents.condition(lexicon, asked);
            assertThat(desk.fulfilling(List.of(condition), lexicon, desk.moment(null), null, new Work())
                            .getFirst()
                            .contains(customer))
                    .isEqualTo(consents);
            assertThat(desk.why(desk.workspace().definitions(), condition, customer, desk.moment(null))
                            .answer()
                            .value())
                    .isEqualTo(consents);
        }
    }

    @Test
    void theEventBehindIsTold() throws IOException {
        try (Desk desk = filled(RULES)) {
            List<Consents.Standing> now = desk.privacy().standings(desk.customer("no"), desk.moment(null));
            assertThat(now)
                    .filteredOn(standing -> standing.asked().equals(new Asked("marketing", "sms")))
                    .extracting(Consents.Standing::said)
                    .singleElement()
                    .hasFieldOrPropertyWithValue("type", "consent_withdrawn")
                    .hasFieldOrPropertyWithValue("source", "members")
                    .hasFieldOrPropertyWithValue("at", java.time.Instant.parse("2024-02-05T04:15:00Z"));
            assertThat(desk.privacy().standings(desk.customer("no"), desk.moment("2024-02-01")))
                    .filteredOn(standing -> standing.asked().equals(new Asked("marketing", "sms")))
                    .singleElement()
                    .returns(true, Consents.Standing::consents);
            assertThat(now)
                    .filteredOn(standing -> standing.asked().equals(new Asked("marketing", "post")))
                    .extracting(standing -> standing.said() == null)
                    .containsExactly(false);
        }
    }

    @Test
    void countsAreByPurposeAndChannel() throws IOException {
        try (Desk desk = filled(RULES)) {
            assertThat(desk.privacy().counts(desk.moment(null)))
                    .extracting(Privacy.Counted::asked, Privacy.Counted::consenting, Privacy.Counted::all)
                    .contains(
                            org.assertj.core.groups.Tuple.tuple(new Asked("statistics", null), 2L, 3L),
                            org.assertj.core.groups.Tuple.tuple(new Asked("marketing", "post"), 3L, 3L),
                            org.assertj.core.groups.Tuple.tuple(new Asked("marketing", "sms"), 1L, 3L));
        }
    }

    @Test
    void withoutDeclarationsWhatEventsNameIsAskedAndSilenceIsANo() throws IOException {
        try (Desk desk = filled("")) {
            assertThat(desk.privacy().asked())
                    .containsExactly(
                            new Asked("marketing", null), new Asked("marketing", "sms"), new Asked("statistics", null));
            assertThat(desk.privacy().standings(desk.customer("silent"), desk.moment(null)))
                    .noneMatch(Consents.Standing::consents);
        }
    }

    @Test
    void aPurposeOrChannelThatIsNotDeclaredIsAMistakeThatNamesTheNearest() throws IOException {
        try (Desk desk = filled(RULES)) {
            var lexicon = desk.workspace().definitions().lexicon();
            assertThatThrownBy(() -> Consents.condition(lexicon, new Asked("marketin", null)))
                    .hasMessageContaining("marketing");
            assertThatThrownBy(() -> Consents.condition(lexicon, new Asked("marketing", "smss")))
                    .hasMessageContaining("sms");
        }
    }
}
