package dev.limner.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.collect.Message;
import dev.limner.identity.Customers.Identifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Genuine libraries for Node, from `clients`, against a real server and store.
@Tag("slow")
class ClientsTest {
    private final ClientsShop shop;

    ClientsTest(@TempDir Path folder) throws IOException {
        shop = new ClientsShop(folder, List.of("segment", "rudder", "sensors", "posthog"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void run(String client) throws IOException, InterruptedException {
        shop.run(client, Map.of("KEY", client));
        shop.settle();
    }

    @Test
    void segmentsCallsEndOnTheRightCustomers() throws IOException, InterruptedException {
        run("segment");
        assertThat(shop.events("login:u-1001"))
                .containsExactly(
                        "group name=Acme",
                        "order_completed order_id=o-0 total=1.0000",
                        "order_completed order_id=o-1 total=199.5000",
                        "page name=Home",
                        "screen name=Cart",
                        "traits plan=gold");
        assertThat(shop.isOne("login:u-1001", "anonymous:anon-1")).isTrue();
        assertThat(shop.isOne("login:u-1001", "login:u-old")).isTrue();
        assertThat(shop.aside("segment")).as("the event of 40 KB alone").containsExactly("too_long");
    }

    @Test
    void aBatchThatIsSentAgainIsStoredOnce() throws IOException, InterruptedException {
        shop.lost.set(2);
        run("segment");
        assertThat(shop.deliveries).hasValue(3);
        assertThat(shop.events("login:u-1001")).hasSize(6);
        shop.lost.set(1);
        run("rudder");
        assertThat(shop.deliveries).hasValueGreaterThanOrEqualTo(6);
        assertThat(shop.events("login:u-1001")).hasSize(6 + 5);
    }

    @Test
    void rudderStacksCallsEndOnTheRightCustomers() throws IOException, InterruptedException {
        run("rudder");
        assertThat(shop.events("login:u-1001"))
                .containsExactly(
                        "group name=Acme",
                        "order_completed order_id=o-1 total=199.5000",
                        "page name=Home",
                        "screen name=Cart",
                        "traits plan=gold");
        assertThat(shop.isOne("login:u-1001", "anonymous:anon-1")).isTrue();
        assertThat(shop.aside("rudder")).isEmpty();
    }

    @Test
    void callsOfSensorsDataEndOnTheRightCustomers() throws IOException, InterruptedException {
        run("sensors");
        assertThat(shop.events("login:u-1001"))
                .contains(
                        "order_completed order_id=o-1 total=199.5000",
                        "sign_up",
                        "traits plan=gold",
                        "view_product pid=p-1");
        assertThat(shop.isOne("login:u-1001", "login:visitor")).isTrue();
        assertThat(shop.messages)
                .filteredOn(Message.Traits.class::isInstance)
                .extracting(message -> ((Message.Traits) message).change())
                .containsExactly(
                        Message.Traits.Change.SET,
                        Message.Traits.Change.SET_ONCE,
                        Message.Traits.Change.ADD,
                        Message.Traits.Change.APPEND,
                        Message.Traits.Change.UNSET);
        assertThat(shop.messages)
                .filteredOn(Message.Item.class::isInstance)
                .extracting(message -> ((Message.Item) message).id() + ((Message.Item) message).removed())
                .containsExactly("b-1false", "b-2true");
        assertThat(shop.messages).noneMatch(Message.Unreadable.class::isInstance);
    }

    @Test
    void callsOfPostHogEndOnTheRightCustomers() throws IOException, InterruptedException {
        run("posthog");
        assertThat(shop.events("login:u-1001"))
                .contains(
                        "order_completed order_id=o-1 total=199.5000",
                        "traits plan=gold",
                        "traits plan=platinum",
                        "view_product pid=p-1");
        assertThat(shop.isOne("login:u-1001", "login:anon-1")).isTrue();
        assertThat(shop.messages)
                .filteredOn(Message.Group.class::isInstance)
                .extracting(message -> ((Message.Group) message).group())
                .containsExactly(new Identifier("company", "acme"));
    }
}
