package dev.limner.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.collect.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Genuine libraries for the web in a real browser, on pages of another site: see `clients/web.mjs`.
@Tag("browser")
@Tag("slow")
class WebClientsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theirCallsEndOnTheRightCustomers() throws IOException, InterruptedException {
        try (ClientsShop shop = new ClientsShop(folder, List.of("segment", "sensors", "rudder", "slow"))) {
            shop.run(
                    "web",
                    Map.of(
                            "KEYS",
                            "{\"segment\":\"segment\",\"sensors\":\"sensors\",\"rudder\":\"rudder\",\"slow\":\"slow\"}"));
            shop.settle();
            assertThat(shop.messages).noneMatch(Message.Unreadable.class::isInstance);
            assertThat(shop.events("login:web-1"))
                    .containsExactly(
                            "group name=Acme",
                            "order_completed order_id=w-1 total=199.5000",
                            "page name=Home",
                            "traits plan=gold",
                            "view_product pid=p-1");
            assertThat(shop.events("login:sensed-1"))
                    .containsExactly(
                            "order_completed order_id=s-1 total=199.5000",
                            "pageview",
                            "sign_up",
                            "traits", // of the first visit, which the library tells by itself
                            "traits plan=gold",
                            "view_product pid=p-1",
                            "web_click");
            assertThat(shop.isOne("login:sensed-1", "mobile:13800138000")).isTrue();
            assertThat(shop.events("login:rud-1"))
                    .containsExactly(
                            "group name=Acme",
                            "order_completed order_id=r-1 total=199.5000",
                            "page name=Home",
                            "traits plan=gold");
            assertThat(shop.isOne("login:rud-1", "login:rud-2")).isTrue();
            assertThat(shop.messages)
                    .as("the answer came late, and so it was sent again")
                    .filteredOn(message -> Line.of(message).contains("slow-1")
                            && Line.of(message).startsWith("track"))
                    .hasSizeGreaterThan(2);
            assertThat(shop.events("login:slow-1"))
                    .containsExactly("order_completed order_id=slow-1 total=1.0000", "sign_up");
        }
    }
}
