package dev.limner.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.problem.Words;
import dev.limner.segment.RfmFormula;
import dev.limner.work.Work;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class WhyTest {
    private final Portraits portraits =
            Portraits.bind(Shop.catalogue(), Formulas.standard().with(RfmFormula.all()), Shop.PLAN);
    private final Shop shop = new Shop("Asia/Shanghai")
            .event(7, "2023-12-31T08:00", "visit", Map.of("country", "China"))
            .order(7, "2024-01-01T09:30", "100")
            .line(7, "2024-01-02T09:30", "tea", "product")
            .order(7, "2024-01-11T09:10", "50.5")
            .order(7, "2024-01-21T09:10", "10")
            .order(7, "2024-01-31T09:10", "10")
            .line(7, "2024-02-01T09:30", "cup", "product")
            .line(7, "2024-02-02T09:30", "tea", "product")
            .order(8, "2024-01-31T09:10", "1");

    private Moment moment(String before) {
        return Moment.before(LocalDate.parse(before), shop.clock());
    }

    private People people(String before) {
        return portraits.people(shop.engine(1), moment(before), Scope.Mode.AS_CORRECTED, new Work());
    }

    private Why why(String tag) {
        Moment moment = moment("2024-02-20");
        WhyStudy study = new WhyStudy(portraits, tag, Shop.PLAN, moment);
        WhyStudy.Counted counted =
                shop.engine(2).run(study, moment.scope().within(RoaringBitmap.bitmapOf(7)), new Work());
        return Why.of(portraits, people("2024-02-20"), tag, 7, counted);
    }

    private LifeStudy.Life life(String before) {
        Moment moment = moment(before);
        return shop.engine(2)
                .run(
                        LifeStudy.of(portraits, "lifecycle", moment),
                        moment.scope().within(RoaringBitmap.bitmapOf(7)),
                        new Work());
    }

    @Test
    void aSumNamesTheOrdersThatCounted() {
        Why why = why("spend");
        assertThat(why.value()).isEqualTo("170.50");
        assertThat(why.events()).containsExactly(1, 3, 4, 5);
        assertThat(why.sentence().en())
                .isEqualTo("Spend: 170.50. The totals of all orders so far, before returns; the M of RFM. "
                        + "4 events counted, from 1 January 2024 to 31 January 2024.");
        assertThat(why.sentence().zh())
                .isEqualTo("累计消费：170.50。累计订单金额，未扣除退货，即 RFM 中的 M。" + "共计入 4 个事件，自 2024年1月1日至 2024年1月31日。");
    }

    @Test
    void aFavouriteNamesItsLines() {
        assertThat(why("favourite_item").value()).isEqualTo("tea!");
        assertThat(why("favourite_item").events()).containsExactly(2, 7);
    }

    @Test
    void aLifecycleNamesTheRhythm() {
        Why why = why("lifecycle");
        assertThat(why.sentence().en())
                .contains("The last order was 20 days ago; with a usual gap of 10 days this customer counts as dormant"
                        + " after 30 and as lost after 60 quiet days.");
        assertThat(why.parameters()).contains(new Parameter(new Words("Dormant after, days", "沉睡阈值（天）"), "90"));
    }

    @Test
    void aClassNamesItsScoresAndCutOffs() {
        Why why = why("rfm_class");
        assertThat(why.events()).containsExactly(1, 3, 4, 5);
        assertThat(why.sentence().en()).contains("5 on frequency (high above 3)");
        assertThat(why.parameters())
                .extracting(parameter -> parameter.name().en())
                .contains("Recency cut-offs, days", "Fitted as of", "Fitted over customers");
    }

    @Test
    void aTierNamesItsCutOff() {
        assertThat(why("value_tier").sentence().zh()).contains("消费 170.50，达到贡献 80% 收入的头部客户门槛 170.50。");
    }

    @Test
    void whatIsMissingSaysSo() {
        Why why = why("country");
        assertThat(why.value()).isNull();
        assertThat(why.sentence().en()).startsWith("Country has no value for this customer.");
    }

    @Test
    void aLifeTellsItsChangesAndWhatComesNext() {
        LifeStudy.Life life = life("2024-02-20");
        assertThat(life.changes())
                .extracting(Lifecycle.Change::to)
                .containsExactly(Lifecycle.State.NEW, Lifecycle.State.ACTIVE);
        assertThat(life.flip(portraits.catalogue().tag("lifecycle")))
                .isEqualTo(new Words(
                        "Becomes “Dormant” on 1 March 2024 unless an order comes first.",
                        "若此前没有新订单，将于 2024年3月1日转为“沉睡”。"));
        assertThat(life("2025-02-20").flip(portraits.catalogue().tag("lifecycle")))
                .isNull();
    }

    @Test
    void aStoryIsOneLineInBothLanguages() {
        assertThat(Story.of(people("2024-02-20"), 7))
                .isEqualTo(new Words(
                        "Active customer since 1 January 2024; buys about every 10 days; favourite item tea!;"
                                + " spent 170 in all.",
                        "自 2024年1月1日起的活跃客户；约每 10 天购买一次；最常购买 tea!；累计消费 170。"));
        assertThat(Story.of(people("2024-03-05"), 7).en())
                .startsWith("Quiet for 34 days, longer than usual; used to buy about every 10 days;");
        assertThat(Story.of(people("2024-02-20"), 8).en())
                .isEqualTo("New since 31 January 2024; 1 order so far; spent 1.00 in all.");
        shop.order(7, "2024-06-01T09:10", "2400");
        assertThat(Story.of(people("2024-06-05"), 7).en()).startsWith("Came back after 122 quiet days; buys about");
        assertThat(Story.of(people("2025-01-05"), 7).zh()).endsWith("近一年消费 2,470。");
        assertThat(Story.of(people("2024-01-01"), 7).en()).isEqualTo("No order yet.");
    }
}
