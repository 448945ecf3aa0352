package dev.limner.history;

import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// The histories of all customers in memory, each packed into one array of bytes with the events and
/// properties that live
/// definitions read.
///
/// A history is packed as: when its last event happened, how many events there are; then of each event its
/// type, its
/// instant (as a span after the one before), when it was known (as a span after its instant, where they
/// differ), the
/// first bits of its id, which properties it has, and their values. All but ids and doubles are numbers of
/// variable
/// length. One thread at a time.
public final class HotHistories {
    private static final byte[] NONE = {};
    /// The last instant and the count.
    private static final int HEADER = Long.BYTES + Integer.BYTES;

    private static final int PROPERTIES_A_MASK = 63;

    private final List<Property> properties;
    private final Property[] kept;
    private final Property known;
    private final TextTable texts;
    private final History scratch;
    private final long[][] columns;
    private final Bytes out = new Bytes(new byte[256], 0);
    private byte[][] packed = new byte[1024][];
    private int size;
    private int customers;
    private long bytes;

    /// Histories without any event.
    ///
    /// @param properties those that each event keeps
    /// @param known the built-in property that says when an event became known, which each keeps
    public HotHistories(List<Property> properties, Property known, TextTable texts) {
        this.kept =
                properties.stream().filter(property -> !property.equals(known)).toArray(Property[]::new);
        this.properties = List.of(kept);
        this.known = known;
        this.texts = texts;
        List<Property> all = new ArrayList<>(this.properties);
        all.add(known);
        scratch = new History(all, texts::text);
        columns = new long[kept.length][];
        Arrays.fill(packed, NONE);
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

    private byte[] of(int customer) {
        return customer < packed.length ? packed[customer] : NONE;
    }

    /// The history of a customer; it stands until the next one is asked for.
    public History history(int customer) {
        byte[] from = of(customer);
        scratch.begin(customer);
        int count = count(from);
        scratch.extend(count);
        for (int p = 0; p < kept.length; p++) {
            columns[p] = scratch.values(kept[p]);
        }
        int[] types = scratch.types();
        long[] instants = scratch.instants();
        long[] knowns = scratch.values(known);
        Bytes in = new Bytes(from, HEADER);
        long at = 0;
        for (int event = 0; event < count; event++) {
            int head = (int) in.number();
            at += in.span();
            types[event] = head >>> 1;
            instants[event] = at;
            knowns[event] = (head & 1) == 0 ? at : at + in.span();
            in.fixed();
            values(in, event);
        }
        return scratch;
    }

    /// Sets the values that an event has; the others are missing already.
    private void values(Bytes in, int event) {
        for (int first = 0; first < kept.length; first += PROPERTIES_A_MASK) {
            for (long mask = in.number(); mask != 0; mask &= mask - 1) {
                int p = first + Long.numberOfTrailingZeros(mask);
                columns[p][event] = value(in, kept[p].type());
            }
        }
    }

    private static long value(Bytes in, ValueType type) {
        return switch (type) {
            case TEXT, LIST, BOOLEAN -> in.number();
            case NUMBER -> in.fixed();
            case INTEGER, MONEY, DATE -> in.signed();
            case INSTANT -> in.span();
        };
    }

    /// Whether a customer has an event.
    public boolean has(int customer) {
        return of(customer).length > 0;
    }

    /// Adds an event where it belongs in the order of events, and says whether it was not there yet.
    public boolean add(int customer, HotEvent event) {
        byte[] before = of(customer);
        if (before.length > 0 && event.at() <= Bytes.fixed(before, 0)) {
            return insert(customer, event);
        }
        out.clear();
        pack(event, before.length == 0 ? 0 : Bytes.fixed(before, 0));
        int start = Math.max(before.length, HEADER);
        byte[] all = Arrays.copyOf(before, start + out.size());
        out.copyTo(all, start);
        Bytes.setFixed(all, 0, event.at());
        Bytes.setCount(all, Long.BYTES, count(before) + 1);
        set(customer, all);
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
        set(from, NONE);
        put(into, events);
    }

    /// Takes events out.
    public void remove(int customer, Predicate<HotEvent> which) {
        put(customer, events(customer).stream().filter(which.negate()).toList());
    }

    /// Takes a customer out.
    public void remove(int customer) {
        set(customer, NONE);
    }

    /// Sets all events of a customer, which must be in order.
    public void put(int customer, List<HotEvent> events) {
        if (events.isEmpty()) {
            set(customer, NONE);
            return;
        }
        out.clear();
        long at = 0;
        for (HotEvent event : events) {
            pack(event, at);
            at = event.at();
        }
        byte[] all = new byte[HEADER + out.size()];
        Bytes.setFixed(all, 0, at);
        Bytes.setCount(all, Long.BYTES, events.size());
        out.copyTo(all, HEADER);
        set(customer, all);
    }

    private void set(int customer, byte[] of) {
        if (customer >= packed.length) {
            if (of.length == 0) {
                return;
            }
            int before = packed.length;
            packed = Arrays.copyOf(packed, Math.max(customer + 1, before * 2));
            Arrays.fill(packed, before, packed.length, NONE);
        }
        size = Math.max(size, customer + 1);
        customers += Integer.signum(of.length) - Integer.signum(packed[customer].length);
        bytes += of.length - packed[customer].length;
        packed[customer] = of;
    }

    private static int count(byte[] of) {
        return of.length == 0 ? 0 : Bytes.count(of, Long.BYTES);
    }

    /// A customer's events, in order.
    public List<HotEvent> events(int customer) {
        History history = history(customer);
        Bytes in = new Bytes(of(customer), HEADER);
        int width = Arrays.stream(kept)
                .mapToInt(property -> property.ordinal() + 1)
                .max()
                .orElse(0);
        List<HotEvent> events = new ArrayList<>(history.size());
        for (int e = 0; e < history.size(); e++) {
            boolean later = (in.number() & 1) != 0;
            in.span();
            if (later) {
                in.span();
            }
            long id = in.fixed();
            values(in, e);
            long[] values = new long[width];
            Arrays.fill(values, History.MISSING);
            for (Property property : kept) {
                values[property.ordinal()] = history.value(property, e);
            }
            events.add(new HotEvent(
                    history.type(e), history.at(e), history.value(known, e), id, new HotEvent.Values(values)));
        }
        return events;
    }

    /// Writes them as they are packed, for [#read].
    public void write(DataOutput out) throws IOException {
        out.writeInt(kept.length);
        for (Property property : kept) {
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
        Arrays.fill(histories.packed, NONE);
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

    private void pack(HotEvent event, long before) {
        boolean later = event.known() != event.at();
        out.putNumber(((long) event.type() << 1) | (later ? 1 : 0));
        out.putSpan(event.at() - before);
        if (later) {
            out.putSpan(event.known() - event.at());
        }
        out.putFixed(event.id());
        for (int first = 0; first < kept.length; first += PROPERTIES_A_MASK) {
            int end = Math.min(kept.length, first + PROPERTIES_A_MASK);
            long mask = 0;
            for (int p = first; p < end; p++) {
                mask |= event.values().of(kept[p]) == History.MISSING ? 0 : 1L << (p - first);
            }
            out.putNumber(mask);
            for (int p = first; p < end; p++) {
                if (((mask >>> (p - first)) & 1) != 0) {
                    pack(event.values().of(kept[p]), kept[p].type());
                }
            }
        }
    }

    private void pack(long value, ValueType type) {
        switch (type) {
            case TEXT, LIST, BOOLEAN -> out.putNumber(value);
            case NUMBER -> out.putFixed(value);
            case INTEGER, MONEY, DATE -> out.putSigned(value);
            case INSTANT -> out.putSpan(value);
        }
    }
}
