package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Companies and households over HTTP.
class GroupResourceTest {
    private static final String PATH = "/api/v1/workspaces/shop";
    private static final String MAPPING = """
            source: people
            title: {en: People, zh: 人员}
            file: data/people.csv
            format: {delimiter: ",", encoding: UTF-8}
            zone: Asia/Kathmandu
            customer: {column: card, kind: card}
            time: {column: time, pattern: "yyyy-MM-dd HH:mm:ss"}
            rules:
              - {rule: traits, title: {en: Traits, zh: 属性}, event: traits, like_named: true}
            """;
    private static final String PEOPLE = """
            card,time,phone
            mei,2024-01-01 10:00:00,13900000001
            hua,2024-01-01 10:00:00,１３９００００0001
            kim,2024-02-01 10:00:00,13900000001
            ann,2024-01-01 10:00:00,13900000002
            bob,2024-01-01 10:00:00,13900000002
            eve,2024-01-01 10:00:00,13900000003
            """;
    private static final String GROUPS = """
            groups:
              - {group: household, title: {en: Household, zh: 家庭}, by: [phone], most: 2}
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Shop shop() throws IOException {
        return Shop.open(
                folder.resolve("shop"),
                Map.of("sources/people.yaml", MAPPING, "data/people.csv", PEOPLE, "groups.yaml", GROUPS));
    }

    private static String body(Shop shop, String path) {
        HttpResponse<String> response = shop.get(PATH + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    @Test
    void groupsAreCountedAndACustomerIsToldWithWhomAsOfAMoment() throws IOException {
        try (Shop shop = shop()) {
            String by =
                    "\"by\":[{\"name\":\"phone\",\"title\":{\"en\":\"Phone\",\"zh\":\"手机号\"},\"identifier\":false}]";
            String head = "{\"group\":\"household\",\"title\":{\"en\":\"Household\",\"zh\":\"家庭\"}," + by;
            assertThat(body(shop, "/groups"))
                    .isEqualTo("{\"groups\":[" + head + ",\"most\":2,\"customers\":6,\"sizes\":[1,1,0,0],"
                            + "\"largest\":[{\"size\":2,\"values\":[\"13900000002\"]}],"
                            + "\"tooLarge\":1,\"tooLargeShown\":[{\"size\":3,\"values\":[\"13900000001\"]}]}]}");
            assertThat(body(shop, "/customers/ann/groups"))
                    .isEqualTo("{\"groups\":[" + head + ",\"values\":[\"13900000002\"],\"size\":2,\"tooLarge\":false,"
                            + "\"others\":[\"bob\"]}]}");
            assertThat(body(shop, "/customers/mei/groups")).contains("\"size\":3,\"tooLarge\":true,\"others\":[]");
            assertThat(body(shop, "/customers/mei/groups?asOf=2024-01-15"))
                    .contains("\"size\":2,\"tooLarge\":false,\"others\":[\"hua\"]");
            assertThat(body(shop, "/customers/eve/groups")).isEqualTo("{\"groups\":[]}");
            assertThat(shop.get(PATH + "/customers/nobody/groups").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aMistakeInTheFileIsTaughtAndWithoutTheFileThereAreNone() throws IOException {
        try (Shop shop = shop()) {
            Path file = folder.resolve("shop/groups.yaml");
            Files.writeString(file, GROUPS.replace("[phone]", "[phon]"));
            HttpResponse<String> response = shop.get(PATH + "/groups");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("UNKNOWN_PROPERTY").contains("Maybe you meant (phone).");
            Files.delete(file);
            assertThat(body(shop, "/groups")).isEqualTo("{\"groups\":[]}");
            assertThat(body(shop, "/customers/ann/groups")).isEqualTo("{\"groups\":[]}");
        }
    }
}
