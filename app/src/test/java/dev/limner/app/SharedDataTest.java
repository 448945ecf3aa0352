package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.source.LoadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Public data sets whose rows are not committed, imported through committed mappings: what comes in is
/// what others have published of them, oddities included.
@Tag("shared-data")
class SharedDataTest {
    private static final Path DEFINITIONS = Path.of("src/test/resources/dev/limner/app/public");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private PublicSet open(String name) throws IOException {
        return PublicSet.open(DEFINITIONS.resolve(name), data(), folder);
    }

    /// The folder `shared/data` beside the checkout, or below what the system property `limner.shared` names.
    private static Path data() {
        String named = System.getProperty("limner.shared");
        if (named != null) {
            return Path.of(named, "data");
        }
        for (Path at = Example.HOME; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data"))) {
                return at.resolve("shared/data");
            }
        }
        throw new IllegalStateException("no folder shared/data beside the project: name it by -Dlimner.shared=...");
    }

    @Test
    void cdnowHasTheCustomersOfFaderAndHardie() throws IOException {
        try (PublicSet set = open("cdnow")) {
            assertThat(set.outcome("cdnow")).isEqualTo("order 69659");
            assertThat(set.one("SELECT count(DISTINCT customer), sum(quantity), sum(total), count(*) FILTER (total = 0)"
                            + " FROM events"))
                    .isEqualTo("23570 167881 2500315.6300 80");
            assertThat(set.one("SELECT count(*) - count(DISTINCT (customer, \"at\", quantity, total)) FROM events"))
                    .isEqualTo("255");
            assertThat(set.one("SELECT count(*), count(*) FILTER (rows > 1) FROM"
                            + " (SELECT count(*) AS rows FROM events GROUP BY customer, \"at\")"))
                    .isEqualTo("67591 1774");
            assertThat(
                            set.one(
                                    "SELECT min(born)::DATE, max(born)::DATE FROM (SELECT min(\"at\") AS born FROM events GROUP BY customer)"))
                    .isEqualTo("1997-01-01 1997-03-25");
            assertThat(set.one("SELECT max(\"at\")::DATE FROM events")).isEqualTo("1998-06-30");
        }
    }

    @Test
    void theSampleOfCdnowHasItsPublishedCustomers() throws IOException {
        try (PublicSet set = open("cdnow-sample")) {
            assertThat(set.outcome("cdnow-sample")).isEqualTo("order 6919");
            assertThat(set.one("SELECT count(DISTINCT customer), count(DISTINCT sample_id), sum(quantity), sum(total),"
                            + " count(*) FILTER (total = 0) FROM events"))
                    .isEqualTo("2357 2357 16479 244091.9400 8");
        }
    }

    @Test
    void cdnowImportedAgainAddsNothingThoughItHasEqualRows() throws IOException {
        try (PublicSet set = open("cdnow")) {
            LoadReport again = Example.fill(set.desk()).getFirst();
            assertThat(again.duplicates()).isEqualTo(69_659);
            assertThat(again.kept()).isEmpty();
        }
    }

    @Test
    void taobaoHasItsBehavioursAndTheLastLineThatIsCut() throws IOException {
        try (PublicSet set = open("taobao-slice")) {
            assertThat(set.outcome("taobao-slice"))
                    .isEqualTo("cart_add 5292, favourite 2959, purchase 2144, view 85773, cut_line 1");
            assertThat(set.one("SELECT line, fields FROM quarantine"))
                    .isEqualTo("96169 [301780, 543546, 4181361, pv, 15]");
            assertThat(set.one("SELECT min(\"at\"), max(\"at\") FROM events"))
                    .isEqualTo("2017-11-26 01:00:00.0 2017-11-26 02:55:09.0");
            assertThat(set.one("SELECT count(DISTINCT customer), count(DISTINCT category) FROM events"))
                    .isEqualTo("58732 3757");
            assertThat(set.one("SELECT round(100.0 * count(*) FILTER (n = 1) / count(*)), max(n)"
                            + " FROM (SELECT count(*) AS n FROM events GROUP BY customer)"))
                    .isEqualTo("65.0 20");
        }
    }

    @Test
    void ifoodHasItsResponsesAndOddities() throws IOException {
        try (PublicSet set = open("ifood-campaign")) {
            assertThat(set.outcome("customers")).isEqualTo("traits 2240");
            assertThat(set.outcome("enrolment")).isEqualTo("joined 2240");
            assertThat(set.one(
                            "SELECT count(DISTINCT customer), count(*) FILTER (response), count(*) FILTER (income IS NULL),"
                                    + " min(birth_year), max(income), count(*) FILTER (marital_status IN ('Alone', 'Absurd', 'YOLO')) > 0"
                                    + " FROM events WHERE type = 'traits'"))
                    .isEqualTo("2240 334 24 1893 666666.0000 true");
            assertThat(
                            set.one(
                                    "SELECT min(strftime(\"at\", '%Y-%m')), max(strftime(\"at\", '%Y-%m')) FROM events WHERE type = 'joined'"))
                    .isEqualTo("2012-07 2014-06");
        }
    }

    @Test
    void olistHasItsLeadsAndEveryDealAmongThem() throws IOException {
        try (PublicSet set = open("olist-leads")) {
            assertThat(set.outcome("leads")).isEqualTo("lead 8000");
            assertThat(set.outcome("deals")).isEqualTo("deal_won 842");
            assertThat(set.one("SELECT count(DISTINCT customer), count(*) FILTER (type = 'lead' AND origin IS NULL),"
                            + " count(DISTINCT customer) FILTER (type = 'deal_won') FROM events"))
                    .isEqualTo("8000 60 842");
            assertThat(set.one("SELECT min(strftime(\"at\", '%Y-%m')), max(strftime(\"at\", '%Y-%m')) FROM events"))
                    .isEqualTo("2017-06 2018-11");
            assertThat(set.one("SELECT count(has_company) < 84, count(has_gtin) < 84, count(stock) < 84,"
                            + " count(catalogue_size) < 84 FROM events WHERE type = 'deal_won'"))
                    .isEqualTo("true true true true");
        }
    }

    @Test
    void theCharityHasItsMeansAndTheLargestGift() throws IOException {
        try (PublicSet set = open("charity-mailing")) {
            assertThat(set.outcome("donors")).isEqualTo("traits 4268");
            assertThat(
                            set.one(
                                    "SELECT round(avg(responded::INTEGER), 5), round(avg(gift), 3), max(last_gift) FROM events"))
                    .isEqualTo("0.39995 7.444 10000.0000");
        }
    }

    @Test
    void theChineseReviewsHaveTheirClassesAndOneWithoutText() throws IOException {
        try (PublicSet set = open("zh-reviews")) {
            assertThat(set.outcome("reviews")).isEqualTo("review 62774");
            assertThat(
                            set.one(
                                    "SELECT count(*) FILTER (good), count(*) FILTER (NOT good), count(*) FILTER (text IS NULL) FROM events"))
                    .isEqualTo("31728 31046 1");
            assertThat(set.sql("SELECT category, count(*) FROM events GROUP BY 1 ORDER BY 2, 1"))
                    .containsExactlyInAnyOrder(
                            "热水器 575",
                            "蒙牛 2033",
                            "手机 2323",
                            "书籍 3851",
                            "计算机 3992",
                            "平板 10000",
                            "水果 10000",
                            "洗发水 10000",
                            "衣服 10000",
                            "酒店 10000");
        }
    }

    @Test
    void brandChoicesHaveTheirPurchasesAndHouseholds() throws IOException {
        try (PublicSet set = open("brand-choice")) {
            assertThat(set.outcome("catsup")).isEqualTo("purchase 2798");
            assertThat(set.outcome("cracker")).isEqualTo("purchase 3292");
            assertThat(set.outcome("margarine")).isEqualTo("purchase 4470");
            assertThat(set.outcome("margarine-households")).isEqualTo("traits 516");
            assertThat(set.sql(
                            "SELECT category, count(DISTINCT customer), count(DISTINCT item), count(unit_price) FROM events"
                                    + " WHERE type = 'purchase' GROUP BY 1 ORDER BY 1"))
                    .containsExactly("catsup 300 4 2798", "cracker 136 4 3292", "margarine 516 10 4470");
            assertThat(set.one("SELECT count(DISTINCT customer) FROM events")).isEqualTo("952");
        }
    }
}
