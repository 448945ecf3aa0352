package dev.limner.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.event.Property;
import dev.limner.event.Sensitivity;
import dev.limner.event.ValueType;
import dev.limner.problem.Words;
import dev.limner.quality.Measured.Histogram;
import dev.limner.quality.Measured.OfProperty;
import dev.limner.source.LoadReport;
import dev.limner.source.LoadReport.Count;
import dev.limner.source.Mapping;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

class SourceQualityTest {
    private static final Instant LAST = Instant.parse("2024-03-01T12:00:00Z");
    private static final Mapping MAPPING = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build()
            .readValue("""
                    source: till
                    title: {en: Till, zh: 收银}
                    file: till.csv
                    zone: UTC
                    customer: {column: Member, kind: member}
                    time: {column: Time, pattern: "yyyy-MM-dd"}
                    clean:
                      - {rule: mails, title: {en: M, zh: 邮}, column: Mail, action: email, otherwise: missing}
                    rules:
                      - {rule: all, title: {en: All, zh: 全}, event: sold, properties: {email: Mail}}
                    """, Mapping.class);

    private static OfProperty email(long events, long filled, @Nullable Histogram histogram) {
        Property property = new Property(0, "email", ValueType.TEXT, new Words("E-mail", "邮箱"), Sensitivity.PERSONAL);
        return new OfProperty(
                property,
                List.of("sold"),
                events,
                filled,
                filled,
                false,
                LAST,
                LAST,
                List.of(),
                List.of(),
                null,
                histogram);
    }

    private static LoadReport load(long kept, List<Count> quarantined, List<Count> mended) {
        return new LoadReport(
                1,
                "till",
                "till.csv",
                LAST,
                1,
                100,
                0,
                List.of(new Count("sold", kept, 0)),
                List.of(),
                quarantined,
                mended,
                LAST,
                LAST);
    }

    private static SourceQuality quality(OfProperty property, LocalDate today, LoadReport... loads) {
        Measured measured = new Measured(
                "till",
                List.of(new Measured.Volume("sold", property.events(), 0, LAST, LAST)),
                2,
                null,
                List.of(property));
        return SourceQuality.of(MAPPING, measured, List.of(loads), today, ZoneId.of("UTC"));
    }

    @Test
    void whatIsWholeRightAndFreshHasAHundredPointsAndNoReason() {
        SourceQuality quality =
                quality(email(100, 100, null), LocalDate.of(2024, 3, 7), load(100, List.of(), List.of()));
        assertThat(quality.score()).isEqualTo(new Score(100, List.of()));
        assertThat(quality.alerts()).isEmpty();
    }

    @Test
    void everyLossHasItsReason() {
        // half missing takes 15; 5 left out and 5 set aside beside 50 right ones are 16.7 % invalid, which takes 33
        SourceQuality quality = quality(
                email(100, 50, null),
                LocalDate.of(2024, 3, 8), // seven days later; two days are usual
                load(100, List.of(new Count("bad_value:Mail", 5, 0)), List.of(new Count("mails:missing", 5, 0))));
        PropertyQuality email = quality.properties().getFirst();
        assertThat(email.validity()).isEqualTo(50 / 60.0);
        assertThat(email.score().points()).isEqualTo(100 - 15 - 33);
        assertThat(email.score().reasons())
                .extracting(reason -> reason.words().en())
                .containsExactly("50 % of the values are missing", "16.7 % of the values that came cannot be right");
        // 5 of 100 rows unreadable takes 15 of 30; nothing new takes 20
        assertThat(quality.score().points()).isEqualTo(52 - 15 - 20);
        assertThat(quality.alerts()).extracting(Alert::kind).containsExactly(Alert.Kind.STALE, Alert.Kind.INVALID);
    }

    @Test
    void aPropertyThatStoppedComingAndALoadThatBroughtLittleAreTold() {
        Histogram stopped = new Histogram(List.of(900L, 100L), List.of(200L, 800L));
        SourceQuality quality = quality(
                email(2000, 1100, stopped),
                LocalDate.of(2024, 3, 2),
                load(40, List.of(), List.of()),
                load(100, List.of(), List.of()),
                load(90, List.of(), List.of()),
                load(110, List.of(), List.of()));
        assertThat(quality.alerts()).extracting(Alert::kind).containsExactly(Alert.Kind.FEWER, Alert.Kind.MISSING);
        assertThat(quality.alerts().getLast().words().zh()).isEqualTo("上一次导入有值的事件占 90 %，本次仅 20 %");
    }
}
