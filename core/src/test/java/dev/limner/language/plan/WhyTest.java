package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Cases;
import dev.limner.language.Type;
import dev.limner.language.plan.WhyNode.Kind;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The parts of a condition with their values.
class WhyTest {
    @Test
    void everyPartHasItsValueAndItsEvents() {
        WhyNode tree = tree("""
            - name: beauty
              at: 2026-03-28T12:00
              events:
                - {at: 2026-01-01T00:00, type: traits, gender: female, age: 36}
                - {at: 2026-03-09T09:00, type: purchase, category: beauty}
                - {at: 2026-03-09T10:00, type: purchase, category: sport}
                - {at: 2026-03-11T09:00, type: purchase, category: beauty}
              expression: "gender = 'female' and age between 25 and 35 and count(purchase where category = 'beauty' in last 1 month) >= 3"
              expected: false
            """);
        assertThat(tree.value()).isEqualTo(Told.of(false));
        assertThat(tree.inside()).extracting(part -> part.value().value()).containsExactly("true", "false", "false");
        assertThat(tree.inside().get(1).text()).isEqualTo("age between 25 and 35");
        WhyNode age = tree.inside().get(1).inside().getFirst();
        assertThat(age.value()).isEqualTo(new Told(Type.NUMBER, "36"));
        assertThat(age.events()).containsExactly(0);
        WhyNode count = tree.inside().get(2).inside().getFirst();
        assertThat(count.text()).isEqualTo("count(purchase where category = 'beauty' in last 1 month)");
        assertThat(count.value()).isEqualTo(new Told(Type.NUMBER, "2"));
        assertThat(count.events()).containsExactly(1, 3);
        assertThat(Objects.requireNonNull(count.looked()).from()).isEqualTo("2026-02-28T12:00:00.000001Z");
        assertThat(Objects.requireNonNull(count.looked()).to()).isEqualTo("2026-03-28T12:00:00Z");
        assertThat(Objects.requireNonNull(count.looked()).count()).isEqualTo(2);
    }

    @Test
    void absenceTellsTheWindowAndZero() {
        WhyNode tree = tree("""
            - name: absent
              at: 2026-03-31T12:00
              events: [{at: 2026-01-01T00:00, type: purchase}]
              expression: "no purchase in last 60 days"
              expected: true
            """);
        assertThat(tree.value().isYes()).isTrue();
        assertThat(tree.events()).isEmpty();
        assertThat(Objects.requireNonNull(tree.looked()).count()).isZero();
        assertThat(Objects.requireNonNull(tree.looked()).from()).isEqualTo("2026-01-30T12:00:00.000001Z");
    }

    @Test
    void definitionsCanBeOpened() {
        WhyNode tree = tree("""
            - name: nested
              at: 2026-03-31T12:00
              segments: {vip: "spend > 10"}
              tags: {spend: "sum(purchase.amount)"}
              events: [{at: 2026-01-01T00:00, type: purchase, amount: "20"}]
              expression: "in segment 'vip' and not (in segment 'vip' at 90 days ago)"
              expected: true
            """);
        WhyNode now = tree.inside().getFirst();
        assertThat(Objects.requireNonNull(now.opened()).kind()).isEqualTo(Kind.SEGMENT);
        assertThat(now.inside().getFirst().text()).isEqualTo("spend > 10");
        WhyNode spend = now.inside().getFirst().inside().getFirst();
        assertThat(spend.value()).isEqualTo(new Told(Type.MONEY, "20"));
        assertThat(spend.inside().getFirst().text()).isEqualTo("sum(purchase.amount)");
        WhyNode then = tree.inside().get(1).inside().getFirst();
        assertThat(Objects.requireNonNull(then.opened()).at()).isEqualTo("2025-12-31T12:00:00Z");
        assertThat(then.inside().getFirst().value().isYes()).isFalse();
    }

    @Test
    void forAnyIsToldOfAValueForWhichItHolds() {
        WhyNode tree = tree("""
            - name: looked
              at: 2026-05-08T00:00:00Z
              events:
                - {at: 2026-05-02T00:00:00Z, type: view, item: tea}
                - {at: 2026-05-02T00:00:00Z, type: view, item: mug}
                - {at: 2026-05-03T00:00:00Z, type: view, item: mug}
              expression: "for any item: count(view in last 7 days) >= 2"
              expected: true
            """);
        assertThat(Objects.requireNonNull(tree.opened()).name()).isEqualTo("mug");
        WhyNode count = tree.inside().getFirst().inside().getFirst();
        assertThat(count.value()).isEqualTo(new Told(Type.NUMBER, "2"));
        assertThat(count.events()).containsExactly(1, 2);
    }

    private static WhyNode tree(String yaml) {
        Cases.Case one = one(yaml);
        PlanReader reader = new PlanReader(one.world());
        Why why = Why.of(reader.lexicon(), reader.checked(one.expr()));
        return why.tree(history(why, one), LocalClock.micros(one.at()), one.mode(), reader.inForce());
    }

    static Cases.Case one(String yaml) {
        return Cases.read(yaml).getFirst();
    }

    static History history(Why why, Cases.Case one) {
        return PlanReader.history(why.plan(), one.life(), one.at(), one.mode());
    }
}
