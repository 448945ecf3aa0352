package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples with free licences, imported whole: what comes in is what their publishers count, oddities
/// included.
@Tag("slow")
class PublicExamplesTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private PublicSet open(String name) throws IOException {
        Path example = Example.HOME.resolve("examples").resolve(name);
        return PublicSet.open(example, example.resolve("data"), folder);
    }

    @Test
    void completeJourneyHasTheCountsOfItsPackage() throws IOException {
        try (PublicSet set = open("complete-journey")) {
            assertThat(set.outcome("transactions")).isEqualTo("purchase 75000");
            assertThat(set.outcome("campaigns")).isEqualTo("message_sent 6589");
            assertThat(set.outcome("redemptions")).isEqualTo("coupon_redeemed 2102");
            assertThat(set.outcome("coupons")).isEqualTo("coupon_offered 116204");
            assertThat(set.outcome("promotions")).isEqualTo("promotion 360535");
            assertThat(set.outcome("demographics")).isEqualTo("traits 801");
            assertThat(set.one("SELECT count(DISTINCT customer), count(DISTINCT order_id), count(DISTINCT item),"
                            + " count(DISTINCT store), sum(amount) FROM events WHERE type = 'purchase'"))
                    .isEqualTo("2377 47243 20902 293 233935.2400");
            assertThat(set.one("SELECT count(*), sum(lines), sum(total) FROM events WHERE type = 'order'"))
                    .isEqualTo("47243 75000 233935.2400");
            assertThat(
                            set.one(
                                    "SELECT min(timezone('America/New_York', timezone('UTC', \"at\")))::DATE,"
                                            + " max(timezone('America/New_York', timezone('UTC', \"at\")))::DATE FROM events WHERE type = 'purchase'"))
                    .isEqualTo("2017-01-01 2017-12-31");
            // 528 lines of sales 0, and one of 0.0000000000000004, which is no money either
            assertThat(set.one("SELECT count(*) FILTER (quantity = 0), count(*) FILTER (amount = 0), max(quantity)"
                            + " FROM events WHERE type = 'purchase'"))
                    .isEqualTo("416 529 32623");
            assertThat(set.one("SELECT round(100.0 * count(*) FILTER (department IS NULL) / count(*), 1)"
                            + " FROM events WHERE type = 'purchase'"))
                    .isEqualTo("0.3");
            assertThat(set.one("SELECT count(DISTINCT customer) FROM events WHERE type = 'coupon_redeemed'"))
                    .isEqualTo("410");
            assertThat(
                            set.one(
                                    "SELECT count(DISTINCT customer), count(DISTINCT campaign) FROM events WHERE type = 'message_sent'"))
                    .isEqualTo("1559 27");
            assertThat(set.sql("SELECT campaign_type, count(DISTINCT campaign) FROM events WHERE type = 'message_sent'"
                            + " GROUP BY 1 ORDER BY 1"))
                    .containsExactly("Type A 4", "Type B 17", "Type C 6");
            assertThat(set.one("SELECT count(DISTINCT coupon), count(*) - count(DISTINCT (coupon, item, campaign))"
                            + " FROM events WHERE type = 'coupon_offered'"))
                    .isEqualTo("981 4872");
            assertThat(set.one("SELECT count(*) FROM events WHERE type = 'promotion' AND \"at\" >= '2018-01-01'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void openBanditHasTheClicksOfItsTwoPolicies() throws IOException {
        try (PublicSet set = open("open-bandit")) {
            assertThat(set.outcome("men-random")).isEqualTo("shown 10000");
            assertThat(set.outcome("men-bts")).isEqualTo("shown 10000");
            assertThat(set.sql("SELECT policy, count(*) FILTER (clicked), count(DISTINCT item), count(item_feature_0)"
                            + " FROM events GROUP BY 1 ORDER BY 1"))
                    .containsExactly("bts 69 34 10000", "random 46 34 10000");
            assertThat(
                            set.one(
                                    "SELECT max(abs(propensity - 1.0 / 34)) < 1e-9, count(customer) FROM events WHERE policy = 'random'"))
                    .isEqualTo("true 0");
            assertThat(set.one("SELECT min(\"at\")::DATE, max(\"at\")::DATE, min(position), max(position) FROM events"))
                    .isEqualTo("2019-11-24 2019-11-30 1 3");
        }
    }

    @Test
    void telcoChurnHasItsLeaversAndTheBlanksOfNewCustomers() throws IOException {
        try (PublicSet set = open("telco-churn")) {
            assertThat(set.outcome("customers")).isEqualTo("traits 7043");
            assertThat(set.one("SELECT count(DISTINCT customer), count(*) FILTER (churned),"
                            + " count(*) FILTER (charged IS NULL), count(*) FILTER (charged IS NULL AND tenure_months = 0)"
                            + " FROM events"))
                    .isEqualTo("7043 1869 11 11");
            assertThat(set.load("customers").mended().toString()).contains("name=blank_charges, count=11");
        }
    }

    @Test
    void bankMarketingHasItsSubscribersAndThoseNeverContacted() throws IOException {
        try (PublicSet set = open("bank-marketing")) {
            assertThat(set.outcome("clients")).isEqualTo("traits 45211");
            assertThat(set.one("SELECT count(DISTINCT customer), count(*) FILTER (subscribed),"
                            + " count(*) FILTER (days_since_contact IS NULL), min(days_since_contact) > 0 FROM events"))
                    .isEqualTo("45211 5289 36954 true");
        }
    }
}
