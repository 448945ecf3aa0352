package dev.limner.collect;

import dev.limner.collect.Delivery.Protocol;
import dev.limner.history.LocalClock;
import dev.limner.problem.InternalProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/// Deliveries as a journal's records.
final class Deliveries {
    /// Raised where the form below changes; older ones stay readable.
    private static final int FORM = 1;

    private Deliveries() {}

    static byte[] bytes(Delivery delivery) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(delivery.body().length + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeLong(LocalClock.micros(delivery.received()));
            out.writeUTF(delivery.protocol().name());
            out.writeUTF(delivery.source());
            out.writeUTF(delivery.call());
            out.write(delivery.body());
        } catch (IOException e) {
            throw new InternalProblem("an array refused", e);
        }
        return bytes.toByteArray();
    }

    /// When a record's delivery was received: the same place in all forms.
    static Instant received(byte[] record) {
        return LocalClock.instant(ByteBuffer.wrap(record).getLong(1));
    }

    static Delivery delivery(byte[] record) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            int form = in.readByte();
            if (form != FORM) {
                throw new InternalProblem("a journal's record of form " + form);
            }
            long received = in.readLong();
            Protocol protocol = Protocol.valueOf(in.readUTF());
            return new Delivery(in.readUTF(), protocol, in.readUTF(), LocalClock.instant(received), in.readAllBytes());
        } catch (IOException e) {
            throw new InternalProblem("a journal's record ends early", e);
        }
    }
}
