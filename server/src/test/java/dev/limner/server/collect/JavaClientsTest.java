package dev.limner.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import com.sensorsdata.analytics.javasdk.ISensorsAnalytics;
import com.sensorsdata.analytics.javasdk.SensorsAnalytics;
import com.sensorsdata.analytics.javasdk.bean.FailedData;
import com.sensorsdata.analytics.javasdk.bean.SensorsAnalyticsIdentity;
import com.sensorsdata.analytics.javasdk.consumer.BatchConsumer;
import com.sensorsdata.analytics.javasdk.consumer.DebugConsumer;
import com.sensorsdata.analytics.javasdk.consumer.FastBatchConsumer;
import com.sensorsdata.analytics.javasdk.exceptions.InvalidArgumentException;
import dev.limner.collect.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Genuine libraries for Java against a real server and store.
@Tag("slow")
class JavaClientsTest {
    private final ClientsShop shop;

    JavaClientsTest(@TempDir Path folder) throws IOException {
        shop = new ClientsShop(folder, List.of("segment", "sensors"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void segmentsCallsEndOnTheRightCustomers() throws InterruptedException {
        CountDownLatch sent = new CountDownLatch(7);
        Analytics analytics = Analytics.builder("segment")
                .endpoint(shop.url())
                .flushQueueSize(20)
                .callback(new com.segment.analytics.Callback() {
                    @Override
                    public void success(com.segment.analytics.messages.Message message) {
                        sent.countDown();
                    }

                    @Override
                    public void failure(com.segment.analytics.messages.Message message, Throwable throwable) {
                        throw new AssertionError(throwable);
                    }
                })
                .build();
        analytics.enqueue(
                IdentifyMessage.builder().userId("u-1001").anonymousId("anon-1").traits(Map.of("plan", "gold")));
        analytics.enqueue(TrackMessage.builder("Order Completed")
                .userId("u-1001")
                .properties(Map.of("order_id", "o-1", "total", 199.5)));
        analytics.enqueue(
                TrackMessage.builder("View Product").anonymousId("anon-1").properties(Map.of("pid", "p-1")));
        analytics.enqueue(PageMessage.builder("Home").userId("u-1001"));
        analytics.enqueue(ScreenMessage.builder("Cart").userId("u-1001"));
        analytics.enqueue(GroupMessage.builder("g-7").userId("u-1001").traits(Map.of("name", "Acme")));
        analytics.enqueue(AliasMessage.builder("anon-1").userId("u-1001"));
        analytics.flush();
        assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
        analytics.shutdown();
        shop.settle();
        assertThat(shop.events("login:u-1001"))
                .containsExactly(
                        "group name=Acme",
                        "order_completed order_id=o-1 total=199.5000",
                        "page name=Home",
                        "screen name=Cart",
                        "traits plan=gold",
                        "view_product pid=p-1");
        assertThat(shop.isOne("login:u-1001", "anonymous:anon-1")).isTrue();
        assertThat(shop.aside("segment")).isEmpty();
    }

    @Test
    void callsOfSensorsDataEndOnTheRightCustomers() throws InvalidArgumentException, InterruptedException {
        ISensorsAnalytics sa = new SensorsAnalytics(new BatchConsumer(shop.url() + "/sa?project=sensors", 50, true));
        sa.track("anon-1", false, "ViewProduct", Map.of("pid", "p-1"));
        sa.trackSignUp("u-1001", "anon-1");
        sa.track("u-1001", true, "OrderCompleted", Map.of("order_id", "o-1", "total", 199.5));
        sa.profileSet("u-1001", true, Map.of("plan", "gold"));
        sa.itemSet("book", "b-1", Map.of("name", "三体"));
        SensorsAnalyticsIdentity mobile = identity("$identity_mobile", "13800138000");
        sa.bind(SensorsAnalyticsIdentity.builder()
                .addIdentityProperty("$identity_mobile", "13800138000")
                .addIdentityProperty("$identity_login_id", "u-1001")
                .build());
        sa.trackById(mobile, "ViewProduct", Map.of("pid", "p-2"));
        sa.flush();
        shop.settle();
        assertThat(shop.events("login:u-1001"))
                .containsExactly(
                        "order_completed order_id=o-1 total=199.5000",
                        "sign_up",
                        "traits plan=gold",
                        "view_product pid=p-1",
                        "view_product pid=p-2");
        assertThat(shop.isOne("login:u-1001", "anonymous:anon-1")).isTrue();
        assertThat(shop.isOne("login:u-1001", "mobile:13800138000")).isTrue();
        sa.unbind(mobile);
        sa.flush();
        sa.shutdown();
        shop.settle();
        assertThat(shop.isOne("login:u-1001", "mobile:13800138000")).isFalse();
        assertThat(shop.messages).noneMatch(Message.Unreadable.class::isInstance);
    }

    private static SensorsAnalyticsIdentity identity(String kind, String value) {
        return SensorsAnalyticsIdentity.builder()
                .addIdentityProperty(kind, value)
                .build();
    }

    @Test
    void debuggingIsAnsweredAndADryRunStoresNothing() throws InvalidArgumentException, InterruptedException {
        ISensorsAnalytics dry = new SensorsAnalytics(new DebugConsumer(shop.url() + "/sa?project=sensors", false));
        dry.track("u-1", true, "ViewProduct", Map.of("pid", "p-1"));
        dry.shutdown();
        shop.settle();
        assertThat(shop.deliveries).hasValue(0);
        ISensorsAnalytics wet = new SensorsAnalytics(new DebugConsumer(shop.url() + "/sa?project=sensors", true));
        wet.track("u-1", true, "ViewProduct", Map.of("pid", "p-1"));
        wet.shutdown();
        shop.settle();
        assertThat(shop.events("login:u-1")).containsExactly("view_product pid=p-1");
    }

    @Test
    void theFastConsumerLosesNothing() throws InvalidArgumentException, InterruptedException {
        BlockingQueue<FailedData> failed = new LinkedBlockingQueue<>();
        ISensorsAnalytics sa = new SensorsAnalytics(
                new FastBatchConsumer(shop.url() + "/sa?project=sensors", false, 50, 1_000, failed::add));
        for (int number = 0; number < 120; number++) {
            sa.track("u-1", true, "ViewProduct", Map.of("pid", "p-" + number));
        }
        sa.flush();
        sa.shutdown();
        shop.settle();
        assertThat(failed).isEmpty();
        assertThat(shop.events("login:u-1")).hasSize(120);
    }
}
