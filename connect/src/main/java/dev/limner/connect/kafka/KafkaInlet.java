package dev.limner.connect.kafka;

import dev.limner.collect.Inlet;
import dev.limner.collect.Intake.Overloaded;
import dev.limner.collect.Ports;
import dev.limner.collect.StreamRecord;
import dev.limner.problem.InternalProblem;
import dev.limner.source.Mapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads a topic into a source. From where on it reads, the port says, whatever the group's committed offsets are:
/// these
/// are written for whoever watches the group's lag, and for partitions of which the store has read nothing.
///
/// Where the intake has no room, partitions pause and the group is kept.
public final class KafkaInlet implements Inlet {
    private static final System.Logger LOG = System.getLogger(KafkaInlet.class.getName());
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Mapping.Kafka kafka;
    private final Ports.Port port;
    private final Properties properties;
    private final Thread reader;
    /// What was read and not handed over yet. Known to the reader alone.
    private final Map<TopicPartition, List<StreamRecord>> pending = new LinkedHashMap<>();

    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    /// Opens inlets of topics.
    public static Inlet.Opening opening(Function<String, @Nullable String> secrets) {
        return (mapping, port) -> open(mapping, port, secrets);
    }

    private static Inlet open(Mapping mapping, Ports.Port port, Function<String, @Nullable String> secrets) {
        Mapping.Collect collect = Objects.requireNonNull(mapping.collect());
        return new KafkaInlet(Objects.requireNonNull(collect.kafka()), port, secrets);
    }

    KafkaInlet(Mapping.Kafka kafka, Ports.Port port, Function<String, @Nullable String> secrets) {
        this.kafka = kafka;
        this.port = port;
        properties = Client.properties(kafka.brokers(), kafka.secret(), secrets);
        properties.put("group.id", Objects.requireNonNull(kafka.group()));
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("isolation.level", "read_committed");
        // after so long the partitions of a process that was killed go to its successor
        properties.putIfAbsent("session.timeout.ms", "10000");
        reader = Thread.ofPlatform().name("kafka-" + kafka.topic()).start(this::read);
    }

    private void read() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> now =
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = now;
                pending.clear();
                now.subscribe(List.of(kafka.topic()), following(now));
                while (!closed) {
                    turn(now);
                }
            } catch (WakeupException | InterruptException _) {
                // it is to end
            } catch (KafkaException | InternalProblem e) {
                LOG.log(System.Logger.Level.WARNING, "reading a topic failed; it is tried again", e);
                rest();
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(KafkaConsumer<byte[], byte[]> now) {
        ConsumerRecords<byte[], byte[]> records = now.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            List<StreamRecord> waiting = pending.computeIfAbsent(partition, _ -> new ArrayList<>());
            for (ConsumerRecord<byte[], byte[]> each : records.records(partition)) {
                waiting.add(new StreamRecord(each.offset(), each.timestamp(), each.value()));
            }
        }
        Map<TopicPartition, OffsetAndMetadata> taken = new LinkedHashMap<>();
        try {
            for (TopicPartition partition : List.copyOf(pending.keySet())) {
                port.take(part(partition), pending.getOrDefault(partition, List.of()));
                pending.remove(partition);
                taken.put(partition, new OffsetAndMetadata(port.next(part(partition))));
            }
            now.resume(now.paused());
        } catch (Overloaded _) {
            now.pause(now.assignment());
        }
        if (!taken.isEmpty()) {
            now.commitAsync(taken, (_, _) -> {});
        }
    }

    private static String part(TopicPartition partition) {
        return partition.topic() + "/" + partition.partition();
    }

    /// Each partition that is given to this reader is read from where the store is.
    private ConsumerRebalanceListener following(KafkaConsumer<byte[], byte[]> now) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                for (TopicPartition partition : partitions) {
                    long next = port.next(part(partition));
                    if (next >= 0) {
                        now.seek(partition, next);
                    }
                }
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                partitions.forEach(pending::remove); // whoever gets them reads them again
            }
        };
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> now = consumer;
        if (now != null) {
            now.wakeup();
        }
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
