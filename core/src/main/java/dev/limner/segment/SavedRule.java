package dev.limner.segment;

import dev.limner.history.SavedText;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/// A segment that was live when the program ended: what it meant, and who was in.
///
/// @param place what it was known by in [DueTimes]
/// @param values by which customers were in
record SavedRule(
        LiveSegments.Use use, int place, String spelled, RoaringBitmap members, Map<Integer, List<String>> values) {
    void write(DataOutput out) throws IOException {
        out.writeUTF(use.id());
        out.writeInt(use.version());
        out.writeBoolean(use.track());
        out.writeInt(place);
        SavedText.write(spelled, out);
        members.serialize(out);
        out.writeInt(values.size());
        for (Map.Entry<Integer, List<String>> each : values.entrySet()) {
            out.writeInt(each.getKey());
            out.writeInt(each.getValue().size());
            for (String value : each.getValue()) {
                SavedText.write(value, out);
            }
        }
    }

    static SavedRule read(DataInput in) throws IOException {
        LiveSegments.Use use = new LiveSegments.Use(in.readUTF(), in.readInt(), in.readBoolean());
        int place = in.readInt();
        String spelled = SavedText.read(in);
        RoaringBitmap members = new RoaringBitmap();
        members.deserialize(in);
        Map<Integer, List<String>> values = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            int customer = in.readInt();
            List<String> of = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                of.add(SavedText.read(in));
            }
            values.put(customer, List.copyOf(of));
        }
        return new SavedRule(use, place, spelled, members, values);
    }
}
