package dev.limner.segment;

import dev.limner.engine.Needs;
import dev.limner.event.EventType;
import dev.limner.event.TrackingPlan;
import dev.limner.history.HotHistories;
import dev.limner.history.SavedText;
import dev.limner.history.TextTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// All that live segments knew when the program ended.
///
/// It is good for the very same store, tracking plan and program; whoever keeps it sees to that.
///
/// @param clock until when time had passed, in microseconds
/// @param types of events that the histories are made of
/// @param existing who was a customer
/// @param zones who lives by the clock of which zone, as far as that counts
public record SavedLive(
        long clock,
        List<EventType> types,
        HotHistories hot,
        RoaringBitmap existing,
        List<SavedRule> rules,
        Map<String, RoaringBitmap> zones,
        DueTimes due) {
    /// Writes it from its parts.
    static void write(
            long clock,
            LivePlan plan,
            HotHistories hot,
            RoaringBitmap existing,
            Map<String, RoaringBitmap> zones,
            DueTimes due,
            DataOutput out)
            throws IOException {
        out.writeLong(clock);
        hot.texts().write(out);
        out.writeInt(plan.needs().types().size());
        for (EventType type : plan.needs().types()) {
            out.writeUTF(type.name());
        }
        hot.write(out);
        existing.serialize(out);
        out.writeInt(plan.rules().size());
        for (LiveRule rule : plan.rules()) {
            rule.write(out);
        }
        out.writeInt(zones.size());
        for (Map.Entry<String, RoaringBitmap> zone : zones.entrySet()) {
            SavedText.write(zone.getKey(), out);
            zone.getValue().serialize(out);
        }
        due.write(out);
    }

    /// Reads it again.
    ///
    /// @param texts is filled with those of the histories; must be empty
    public static SavedLive read(DataInput in, TrackingPlan plan, TextTable texts) throws IOException {
        long clock = in.readLong();
        texts.read(in);
        List<EventType> types = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            types.add(plan.type(in.readUTF()));
        }
        HotHistories hot = HotHistories.read(in, plan, texts);
        RoaringBitmap existing = bitmap(in);
        List<SavedRule> rules = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            rules.add(SavedRule.read(in));
        }
        Map<String, RoaringBitmap> zones = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            zones.put(SavedText.read(in), bitmap(in));
        }
        return new SavedLive(clock, types, hot, existing, rules, zones, DueTimes.read(in));
    }

    private static RoaringBitmap bitmap(DataInput in) throws IOException {
        RoaringBitmap bitmap = new RoaringBitmap();
        bitmap.deserialize(in);
        return bitmap;
    }

    /// What its histories are made of.
    Needs needs() {
        return new Needs(types, hot.properties());
    }

    /// The segment of that id; null where it was not live.
    @Nullable
    SavedRule rule(String id) {
        return rules.stream()
                .filter(rule -> rule.use().id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
