package dev.limner.collect;

import dev.limner.problem.InternalProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record of a stream, as it stands there.
///
/// @param offset its number in its part of the stream
/// @param millis when it was written, since 1970; negative where it does not say
/// @param value null where it has none
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record StreamRecord(long offset, long millis, byte @Nullable [] value) {
    /// What a part of a source's stream is called.
    static String stream(String source, String part) {
        return source + ":" + part;
    }

    /// Of which stream a delivery is.
    static String stream(Delivery delivery) {
        return stream(delivery.source(), delivery.call());
    }

    /// From which record on a stream is to be read after a delivery.
    static long next(Delivery delivery) {
        return records(delivery.body()).getLast().offset() + 1;
    }

    /// Some records as the body of a delivery.
    static byte[] bytes(List<StreamRecord> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(records.size());
            for (StreamRecord each : records) {
                byte[] value = each.value();
                out.writeLong(each.offset());
                out.writeLong(each.millis());
                out.writeInt(value == null ? -1 : value.length);
                if (value != null) {
                    out.write(value);
                }
            }
        } catch (IOException e) {
            throw new InternalProblem("an array refused", e);
        }
        return bytes.toByteArray();
    }

    static List<StreamRecord> records(byte[] body) {
        List<StreamRecord> records = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                long offset = in.readLong();
                long millis = in.readLong();
                int length = in.readInt();
                records.add(new StreamRecord(offset, millis, length < 0 ? null : in.readNBytes(length)));
            }
        } catch (IOException e) {
            throw new InternalProblem("a delivery's records end early", e);
        }
        return records;
    }
}
