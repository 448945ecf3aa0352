package dev.limner.history;

import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;

/// The histories of all customers in memory, each packed into one array of bytes with the events and properties that
/// live definitions read. One thread at a time changes them; others may [#look], or read by a [#view] what stays as it
/// is.
public final class HotHistories {
    private static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(byte[][].class);

    private final List<Property> properties;
    private final EventPacking packing;
    private final Property known;
    private final TextTable texts;
    private final EventPacking.Writer writer;
    private final PackedHistory.Builder builder = new PackedHistory.Builder();
    private final HotReader reader;
    /// As many as ever looked at once.
    private final Queue<View> views = new ConcurrentLinkedQueue<>();
    /// Read by other threads too: replaced when it is full, and each element by itself.
    private volatile byte[][] packed = new byte[1024][];
    private int size;
    private int customers;
    private long bytes;

    /// Histories without any event.
    ///
    /// @param properties those that each event keeps
    /// @param known the built-in property that says when an event became known, which each keeps
    public HotHistories(List<Property> properties, Property known, TextTable texts) {
        this.properties =
                properties.stream().filter(property -> !property.equals(known)).toList();
        this.known = known;
        this.texts = texts;
        packing = EventPacking.of(this.properties);
        writer = packing.new Writer();
        reader = newReader();
        Arrays.fill(packed, PackedHistory.NONE);
    }

    public TextTable texts() {
        return texts;
    }

    /// The properties that are kept, besides when each event became known.
    public List<Property> properties() {
        return properties;
    }

    /// How many customers have an event.
    public int customers() {
        return customers;
    }

    /// How many bytes the packed histories take, with the headers and references of their arrays and
    /// without the texts.
    public long bytes() {
        long headers = 24L * customers;
        return bytes + headers + 8L * packed.length;
    }

    private byte[] packed(int customer) {
        byte[][] all = packed;
        return customer < all.length ? (byte[]) ELEMENTS.getAcquire(all, customer) : PackedHistory.NONE;
    }

    /// Which events of a history somebody looks at.
    ///
    /// @param types the ordinals of their types
    /// @param valued those of the types that must have their values; of others type and instants are enough
    /// @param since before when nobody looks, in microseconds since 1970; some events before may be there
    public record Wanted(BitSet types, BitSet valued, long since) {}

    /// One thread's way to read them, while nobody changes those that it reads.
    public final class View {
        private final HotReader of = newReader();

        private View() {}

        /// The history of a customer; it stands until the next one is asked for.
        public History history(int customer) {
            return of.history(customer, packed(customer), null);
        }

        /// The part of a history that somebody looks at.
        public History history(int customer, Wanted wanted) {
            return of.history(customer, packed(customer), wanted);
        }
    }

    public View view() {
        return new View();
    }

    /// Something asked about the history of a customer, by any thread: it is whole, and as it was at some time since
    /// it was asked for. It stands only meanwhile.
    public <T> T look(int customer, Function<History, T> question) {
        View free = views.poll();
        View taken = free == null ? view() : free;
        try {
            return question.apply(taken.history(customer));
        } finally {
            views.add(taken);
        }
    }

    private HotReader newReader() {
        return new HotReader(packing, known, texts::text);
    }

    /// Whether a customer has an event.
    public boolean has(int customer) {
        return packed(customer).length > 0;
    }

    /// Adds an event where it belongs in the order of events, and says whether it was not there yet.
    public boolean add(int customer, HotEvent event) {
        byte[] before = packed(customer);
        if (before.length > 0 && event.at() <= PackedHistory.last(before)) {
            return insert(customer, event);
        }
        Bytes one = writer.pack(event, before.length == 0 ? 0 : PackedHistory.last(before));
        set(customer, PackedHistory.with(before, one, event.at()));
        return true;
    }

    private boolean insert(int customer, HotEvent event) {
        List<HotEvent> events = new ArrayList<>(events(customer));
        int place = events.size();
        while (place > 0 && events.get(place - 1).comparedTo(event) >= 0) {
            place--;
            if (events.get(place).isSame(event)) {
                return false;
            }
        }
        events.add(place, event);
        put(customer, events);
        return true;
    }

    /// Takes over the histories of other customers, packed with the same texts and properties.
    public void absorb(HotHistories others) {
        for (int customer = 0; customer < others.size; customer++) {
            if (others.packed[customer].length > 0) {
                set(customer, others.packed[customer]);
            }
        }
    }

    /// Gives all events of one customer to another.
    public void merge(int from, int into) {
        List<HotEvent> events = new ArrayList<>(events(into));
        events.addAll(events(from));
        events.sort(HotEvent::comparedTo);
        set(from, PackedHistory.NONE);
        put(into, events);
    }

    /// Takes events out.
    public void remove(int customer, Predicate<HotEvent> which) {
        put(customer, events(customer).stream().filter(which.negate()).toList());
    }

    /// Takes a customer out.
    public void remove(int customer) {
        set(customer, PackedHistory.NONE);
    }

    /// Sets all events of a customer, which must be in order.
    public void put(int customer, List<HotEvent> events) {
        builder.clear();
        for (HotEvent event : events) {
            builder.add(writer.pack(event, builder.last()), event.at());
        }
        set(customer, builder.build());
    }

    private void set(int customer, byte[] of) {
        if (customer >= packed.length) {
            if (of.length == 0) {
                return;
            }
            int before = packed.length;
            byte[][] larger = Arrays.copyOf(packed, Math.max(customer + 1, before * 2));
            Arrays.fill(larger, before, larger.length, PackedHistory.NONE);
            packed = larger;
        }
        size = Math.max(size, customer + 1);
        customers += Integer.signum(of.length) - Integer.signum(packed[customer].length);
        bytes += of.length - packed[customer].length;
        ELEMENTS.setRelease(packed, customer, of);
    }

    /// A customer's events, in order.
    public List<HotEvent> events(int customer) {
        return reader.events(packed(customer));
    }

    /// Writes them as they are packed, for [#read].
    public void write(DataOutput out) throws IOException {
        out.writeInt(properties.size());
        for (Property property : properties) {
            out.writeUTF(property.name());
        }
        out.writeInt(size);
        for (int customer = 0; customer < size; customer++) {
            out.writeInt(packed[customer].length);
            out.write(packed[customer]);
        }
    }

    /// Those that were written, under the same tracking plan and with texts of the same codes.
    ///
    /// @throws IOException also where the plan has not all properties any more
    public static HotHistories read(DataInput in, TrackingPlan plan, TextTable texts) throws IOException {
        List<Property> properties = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Property property = plan.find(in.readUTF());
            if (property == null) {
                throw new IOException("another tracking plan");
            }
            properties.add(property);
        }
        HotHistories histories = new HotHistories(properties, plan.known(), texts);
        int size = in.readInt();
        histories.packed = new byte[Math.max(1024, size)][];
        Arrays.fill(histories.packed, PackedHistory.NONE);
        for (int customer = 0; customer < size; customer++) {
            int length = in.readInt();
            if (length > 0) {
                byte[] of = new byte[length];
                in.readFully(of);
                histories.set(customer, of);
            }
        }
        return histories;
    }
}
