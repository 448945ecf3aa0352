package dev.limner.history;

import dev.limner.event.Property;
import dev.limner.event.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// The histories of all customers in memory, each packed into one array of bytes with the events and properties that live
/// definitions read.
///
/// An event is packed as: type, instant (as a difference to the one before), when it was known (as a difference to the
/// instant), id, then each property, all but ids and doubles as numbers of variable length. One thread at a time.
public final class HotHistories {
    private static final byte[] NONE = {};

    private final List<Property> properties;
    private final TextTable texts;
    private final History scratch;
    private byte[][] packed = new byte[1024][];
    private int size;
    private long bytes;
    private long lastAt;

    /// Histories without any event.
    ///
    /// @param properties those that each event keeps; the built-in `known` among them is the event's own
    public HotHistories(List<Property> properties, TextTable texts) {
        this.properties = List.copyOf(properties);
        this.texts = texts;
        scratch = new History(properties, texts::text);
        Arrays.fill(packed, NONE);
    }

    public TextTable texts() {
        return texts;
    }

    public List<Property> properties() {
        return properties;
    }

    /// One more than the highest number of a customer with an event.
    public int size() {
        return size;
    }

    /// How many bytes all packed histories take, without the headers of their arrays.
    public long bytes() {
        return bytes;
    }

    /// The history of a customer; it stands until the next one is asked for.
    public History history(int customer) {
        byte[] from = customer < packed.length ? packed[customer] : NONE;
        scratch.begin(customer);
        Bytes in = new Bytes(from);
        long at = 0;
        while (in.hasMore()) {
            int event = scratch.extend(1);
            scratch.types()[event] = (int) in.number();
            at += in.signed();
            scratch.instants()[event] = at;
            in.signed();
            in.fixed();
            for (Property property : properties) {
                scratch.values(property)[event] = value(in, property);
            }
        }
        return scratch;
    }

    private static long value(Bytes in, Property property) {
        if (in.number() == 0) {
            return History.MISSING;
        }
        return property.type() == ValueType.NUMBER ? in.fixed() : in.signed();
    }

    /// Whether a customer has an event.
    public boolean has(int customer) {
        return customer < size && packed[customer].length > 0;
    }

    /// Adds an event where it belongs in the order of events.
    public void add(int customer, HotEvent event) {
        if (isLast(customer, event)) {
            Bytes out = new Bytes(new byte[32]);
            pack(event, lastAt, out);
            byte[] more = out.written();
            byte[] before = customer < packed.length ? packed[customer] : NONE;
            byte[] all = Arrays.copyOf(before, before.length + more.length);
            System.arraycopy(more, 0, all, before.length, more.length);
            set(customer, all);
            return;
        }
        List<HotEvent> events = new ArrayList<>(events(customer));
        int place = events.size();
        while (place > 0 && events.get(place - 1).isAfter(event)) {
            place--;
        }
        events.add(place, event);
        put(customer, events);
    }

    /// Whether an event comes after all of a customer's; notes when the last of those happened.
    private boolean isLast(int customer, HotEvent event) {
        lastAt = 0;
        byte[] from = customer < packed.length ? packed[customer] : NONE;
        Bytes in = new Bytes(from);
        long known = Long.MIN_VALUE;
        long id = 0;
        while (in.hasMore()) {
            in.number();
            lastAt += in.signed();
            known = lastAt + in.signed();
            id = in.fixed();
            for (Property property : properties) {
                value(in, property);
            }
        }
        return from.length == 0
                || event.isAfter(new HotEvent(event.type(), lastAt, known, id, event.values()));
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
        events.sort((a, b) -> a.isAfter(b) ? 1 : b.isAfter(a) ? -1 : 0);
        put(from, List.of());
        put(into, events);
    }

    /// Takes events out.
    public void remove(int customer, Predicate<HotEvent> which) {
        put(customer, events(customer).stream().filter(which.negate()).toList());
    }

    /// Sets all events of a customer, which must be in order.
    public void put(int customer, List<HotEvent> events) {
        Bytes out = new Bytes(new byte[64]);
        long at = 0;
        for (HotEvent event : events) {
            pack(event, at, out);
            at = event.at();
        }
        set(customer, events.isEmpty() ? NONE : out.written());
    }

    private void set(int customer, byte[] of) {
        if (customer >= packed.length) {
            int before = packed.length;
            packed = Arrays.copyOf(packed, Math.max(customer + 1, before * 2));
            Arrays.fill(packed, before, packed.length, NONE);
        }
        size = Math.max(size, customer + 1);
        bytes += of.length - packed[customer].length;
        packed[customer] = of;
    }

    /// A customer's events, in order.
    public List<HotEvent> events(int customer) {
        byte[] from = customer < packed.length ? packed[customer] : NONE;
        if (from.length == 0) {
            return List.of();
        }
        List<HotEvent> events = new ArrayList<>();
        Bytes in = new Bytes(from);
        long at = 0;
        while (in.hasMore()) {
            int type = (int) in.number();
            at += in.signed();
            long known = at + in.signed();
            long id = in.fixed();
            long[] values = new long[properties.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(in, properties.get(i));
            }
            events.add(new HotEvent(type, at, known, id, new HotEvent.Values(values)));
        }
        return events;
    }

    private void pack(HotEvent event, long before, Bytes out) {
        out.putNumber(event.type());
        out.putSigned(event.at() - before);
        out.putSigned(event.known() - event.at());
        out.putFixed(event.id());
        for (int i = 0; i < properties.size(); i++) {
            long value = event.values().at(i);
            out.putNumber(value == History.MISSING ? 0 : 1);
            if (value != History.MISSING && properties.get(i).type() == ValueType.NUMBER) {
                out.putFixed(value);
            } else if (value != History.MISSING) {
                out.putSigned(value);
            }
        }
    }
}
