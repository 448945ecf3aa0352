package dev.limner.collect;

import dev.limner.collect.Delivery.Protocol;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Where inlets hand over, and from which record on each part of a stream is to be read: what is in the journal counts
/// as read, and the journal has with each delivery which records it is.
public final class Ports {
    private final Intake intake;
    private final InstantSource clock;
    private final Map<String, Long> next;

    /// @param next from which record on, by the name of the stream
    Ports(Intake intake, InstantSource clock, Map<String, Long> next) {
        this.intake = intake;
        this.clock = clock;
        this.next = new ConcurrentHashMap<>(next);
    }

    Port of(String source) {
        return new Port(source);
    }

    /// That of one source. Several threads may use it: a record is taken once, whoever brings it.
    public final class Port {
        private final String source;

        private Port(String source) {
            this.source = source;
        }

        /// From which record on a part is to be read; -1 where nothing of it was.
        ///
        /// @param part such as `orders/0`
        public long next(String part) {
            return next.getOrDefault(StreamRecord.stream(source, part), -1L);
        }

        /// Takes records of a part, in their order; durable once this returns. Those that were taken before are left
        /// out.
        ///
        /// @throws Intake.Overloaded where there is no room; nothing was taken
        public synchronized void take(String part, List<StreamRecord> records) throws Intake.Overloaded {
            long from = next(part);
            List<StreamRecord> fresh =
                    records.stream().filter(each -> each.offset() >= from).toList();
            if (!fresh.isEmpty()) {
                byte[] body = StreamRecord.bytes(fresh);
                intake.take(new Delivery(source, Protocol.STREAM, part, clock.instant(), body));
                next.put(StreamRecord.stream(source, part), fresh.getLast().offset() + 1);
            }
        }
    }
}
