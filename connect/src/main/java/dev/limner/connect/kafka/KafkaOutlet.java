package dev.limner.connect.kafka;

import dev.limner.trigger.Intent;
import dev.limner.trigger.Outlet;
import dev.limner.trigger.Trigger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Writes intents to topics: each at least once, with its id in the header `limner-id`, and those of one customer to
/// one
/// partition. It counts as taken once all replicas in sync have it.
public final class KafkaOutlet implements Outlet, AutoCloseable {
    private static final int PATIENCE_SECONDS = 15;
    private static final String ID = "limner-id";

    private final Function<String, @Nullable String> secrets;
    /// By the brokers and the secret that lead to them.
    private final Map<Way, KafkaProducer<byte[], byte[]>> producers = new HashMap<>();

    private record Way(String brokers, @Nullable String secret) {}

    /// @param secrets finds a secret by the name that a trigger gives it
    public KafkaOutlet(Function<String, @Nullable String> secrets) {
        this.secrets = secrets;
    }

    @Override
    public @Nullable String send(Trigger.Topic topic, Intent intent) throws InterruptedException {
        if (topic.secret() != null && secrets.apply(topic.secret()) == null) {
            return "the secret " + topic.secret() + " is not set";
        }
        try {
            ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(
                    topic.topic(),
                    Integer.toString(intent.customer()).getBytes(StandardCharsets.UTF_8),
                    intent.body().getBytes(StandardCharsets.UTF_8));
            sent.headers().add(ID, intent.id().toString().getBytes(StandardCharsets.UTF_8));
            producer(topic).send(sent).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return named(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException | TimeoutException e) {
            return named(e);
        }
    }

    private static String named(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    private synchronized KafkaProducer<byte[], byte[]> producer(Trigger.Topic topic) {
        return producers.computeIfAbsent(new Way(topic.brokers(), topic.secret()), way -> {
            Properties properties = Client.properties(way.brokers(), way.secret(), secrets);
            properties.put("acks", "all");
            properties.put("max.block.ms", Integer.toString(PATIENCE_SECONDS * 1000));
            properties.put("delivery.timeout.ms", Integer.toString(PATIENCE_SECONDS * 1000));
            properties.put("request.timeout.ms", Integer.toString(PATIENCE_SECONDS * 500));
            properties.put("linger.ms", "0");
            return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        });
    }

    @Override
    public synchronized void close() {
        producers.values().forEach(KafkaProducer::close);
        producers.clear();
    }
}
