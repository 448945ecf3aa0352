package dev.limner.segment;

import dev.limner.problem.InternalProblem;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/// When each customer must be asked again about each segment: of each customer the instants by the segments'
/// places (see [LiveRule#place]), and a heap of the customers by the earliest of them.
///
/// Ten bytes a customer and segment that time alone changes, and some fifty a customer.
///
/// A customer who is being asked is *held*: he stands in no heap, so that threads may set the instants of a held
/// customer each. All else is for one thread.
final class DueTimes {
    private static final int NOWHERE = -1;
    private static final int HELD = -2;
    private static final char NOBODY = Character.MAX_VALUE;
    private static final long[] NEVER = {};
    private static final char[] NOTHING = {};
    private static final int STEP = 4;
    /// Below each place of the heap: the more there are, the fewer places one passes, each of them far off in memory.
    private static final int CHILDREN = 4;

    /// By customer: the instants, [Long#MAX_VALUE] where there is none any more, or room.
    private long[][] instants = new long[64][];
    /// By customer: of which segment each instant is; [#NOBODY] where there is room.
    private char[][] places = new char[64][];

    /// By customer: the earliest of his instants.
    private long[] earliest = new long[64];
    /// By customer: where in the heap he stands, if he does.
    private int[] stands = new int[64];
    private int[] heap = new int[64];
    /// By place in the heap: the earliest instant of who stands there.
    private long[] keys = new long[64];
    private int size;
    private int customers;

    private long lastDue;
    private int[] lastPlaces = new int[16];
    private int lastCount;

    /// When a customer must be asked again about a segment; [Long#MAX_VALUE] for never.
    long of(int customer, int place) {
        int at = customer < customers ? find(customer, place) : NOWHERE;
        return at == NOWHERE ? Long.MAX_VALUE : instants[customer][at];
    }

    /// How many customers have an instant, but for those who are held.
    int size() {
        return size;
    }

    /// Sets when a customer must be asked again about a segment; [Long#MAX_VALUE] for never.
    void set(int customer, int place, long instant) {
        if (customer >= customers) {
            if (instant == Long.MAX_VALUE) {
                return;
            }
            grow(customer);
        }
        int at = find(customer, place);
        if (at == NOWHERE) {
            if (instant == Long.MAX_VALUE) {
                return;
            }
            at = room(customer, place);
        }
        long before = instants[customer][at];
        instants[customer][at] = instant;
        if (stands[customer] == HELD) {
            return;
        }
        if (instant < earliest[customer]) {
            move(customer, instant);
        } else if (before == earliest[customer] && before < instant) {
            move(customer, least(instants[customer]));
        }
    }

    /// A customer need not be asked again about anything.
    void never(int customer) {
        if (customer < customers) {
            Arrays.fill(instants[customer], Long.MAX_VALUE);
            if (stands[customer] != HELD) {
                move(customer, Long.MAX_VALUE);
            }
        }
    }

    /// Holds a customer until he is released.
    void hold(int customer) {
        grow(customer);
        if (stands[customer] >= 0) {
            remove(stands[customer]);
        }
        stands[customer] = HELD;
        earliest[customer] = Long.MAX_VALUE;
    }

    boolean isHeld(int customer) {
        return customer < customers && stands[customer] == HELD;
    }

    /// Finds out when a held customer is due first, once all his instants are set.
    void sum(int customer) {
        earliest[customer] = least(instants[customer]);
    }

    /// Lets a customer who was held, and summed up, be due again.
    void release(int customer) {
        stands[customer] = NOWHERE;
        move(customer, earliest[customer]);
    }

    /// The customer whose instant comes first (of several the lowest), if it is not after `now`; what is due then
    /// is taken out, and he is held. -1 for none.
    int next(long now) {
        if (size == 0 || keys[0] > now) {
            return -1;
        }
        int customer = heap[0];
        lastDue = keys[0];
        lastCount = 0;
        long[] all = instants[customer];
        for (int i = 0; i < all.length; i++) {
            if (all[i] == lastDue) {
                all[i] = Long.MAX_VALUE;
                if (lastCount == lastPlaces.length) {
                    lastPlaces = Arrays.copyOf(lastPlaces, lastCount * 2);
                }
                lastPlaces[lastCount++] = places[customer][i];
            }
        }
        hold(customer);
        return customer;
    }

    /// The instant of the customer given last.
    long lastDue() {
        return lastDue;
    }

    /// The places of the segments that were due for the customer given last.
    int[] lastPlaces() {
        return Arrays.copyOf(lastPlaces, lastCount);
    }

    /// Takes over what is due elsewhere, the earlier instant where both have one.
    void both(DueTimes others) {
        for (int customer = 0; customer < others.customers; customer++) {
            long[] all = others.instants[customer];
            for (int i = 0; i < all.length; i++) {
                if (all[i] != Long.MAX_VALUE) {
                    int place = others.places[customer][i];
                    set(customer, place, Math.min(of(customer, place), all[i]));
                }
            }
        }
    }

    /// Forgets what is due for segments of other places than these.
    void keep(BitSet kept) {
        for (int customer = 0; customer < customers; customer++) {
            long[] all = instants[customer];
            for (int i = 0; i < all.length; i++) {
                if (all[i] != Long.MAX_VALUE && !kept.get(places[customer][i])) {
                    all[i] = Long.MAX_VALUE;
                }
            }
            move(customer, least(all));
        }
    }

    /// Writes them, for [#read].
    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int stand = 0; stand < size; stand++) {
            int customer = heap[stand];
            long[] all = instants[customer];
            out.writeInt(customer);
            out.writeInt((int)
                    Arrays.stream(all).filter(each -> each != Long.MAX_VALUE).count());
            for (int i = 0; i < all.length; i++) {
                if (all[i] != Long.MAX_VALUE) {
                    out.writeChar(places[customer][i]);
                    out.writeLong(all[i]);
                }
            }
        }
    }

    /// Those that were written: customers come in the order of a heap, so that each finds its stand at once.
    static DueTimes read(DataInput in) throws IOException {
        DueTimes times = new DueTimes();
        for (int left = in.readInt(); left > 0; left--) {
            int customer = in.readInt();
            int count = in.readInt();
            long[] all = new long[count];
            char[] of = new char[count];
            for (int i = 0; i < count; i++) {
                of[i] = in.readChar();
                all[i] = in.readLong();
            }
            times.grow(customer);
            times.instants[customer] = all;
            times.places[customer] = of;
            times.move(customer, least(all));
        }
        return times;
    }

    // ---- What is due for one customer

    private int find(int customer, int place) {
        char[] of = places[customer];
        for (int i = 0; i < of.length; i++) {
            if (of[i] == place) {
                return i;
            }
        }
        return NOWHERE;
    }

    /// Where a segment's instant goes that had none.
    private int room(int customer, int place) {
        if (place >= NOBODY) {
            throw new InternalProblem("more live segments than " + (int) NOBODY);
        }
        char[] of = places[customer];
        int free = find(customer, NOBODY);
        if (free == NOWHERE) {
            free = of.length;
            instants[customer] = Arrays.copyOf(instants[customer], free + STEP);
            places[customer] = Arrays.copyOf(of, free + STEP);
            Arrays.fill(instants[customer], free, free + STEP, Long.MAX_VALUE);
            Arrays.fill(places[customer], free, free + STEP, NOBODY);
        }
        places[customer][free] = (char) place;
        return free;
    }

    private static long least(long[] all) {
        long least = Long.MAX_VALUE;
        for (long each : all) {
            least = Math.min(least, each);
        }
        return least;
    }

    private void grow(int customer) {
        if (customer >= instants.length) {
            int room = Math.max(customer + 1, instants.length * 2);
            instants = Arrays.copyOf(instants, room);
            places = Arrays.copyOf(places, room);
            earliest = Arrays.copyOf(earliest, room);
            stands = Arrays.copyOf(stands, room);
        }
        for (; customers <= customer; customers++) {
            instants[customers] = NEVER;
            places[customers] = NOTHING;
            earliest[customers] = Long.MAX_VALUE;
            stands[customers] = NOWHERE;
        }
    }

    // ---- The heap

    /// Lets a customer stand where his earliest instant belongs.
    private void move(int customer, long instant) {
        int stand = stands[customer];
        earliest[customer] = instant;
        if (instant == Long.MAX_VALUE) {
            if (stand != NOWHERE) {
                remove(stand);
            }
        } else if (stand == NOWHERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
                keys = Arrays.copyOf(keys, size * 2);
            }
            put(up(size++, customer, instant), customer, instant);
        } else {
            settle(stand, customer, instant);
        }
    }

    private void remove(int stand) {
        stands[heap[stand]] = NOWHERE;
        size--;
        if (stand < size) {
            settle(stand, heap[size], keys[size]);
        }
    }

    /// Lets a customer stand at a free place, or where he belongs above or below.
    private void settle(int free, int customer, long instant) {
        int above = up(free, customer, instant);
        put(above == free ? down(free, customer, instant) : above, customer, instant);
    }

    /// Where a customer belongs who is at a place or above; those he passes move down.
    private int up(int from, int customer, long instant) {
        int stand = from;
        while (stand > 0) {
            int parent = (stand - 1) / CHILDREN;
            if (!before(customer, instant, parent)) {
                break;
            }
            put(stand, heap[parent], keys[parent]);
            stand = parent;
        }
        return stand;
    }

    /// Where a customer belongs who is at a place or below; those he passes move up.
    private int down(int from, int customer, long instant) {
        int stand = from;
        while (CHILDREN * stand + 1 < size) {
            int first = firstBelow(stand);
            if (before(customer, instant, first)) {
                break;
            }
            put(stand, heap[first], keys[first]);
            stand = first;
        }
        return stand;
    }

    private int firstBelow(int stand) {
        int first = CHILDREN * stand + 1;
        int end = Math.min(first + CHILDREN, size);
        for (int child = first + 1; child < end; child++) {
            if (before(heap[child], keys[child], first)) {
                first = child;
            }
        }
        return first;
    }

    private void put(int stand, int customer, long instant) {
        heap[stand] = customer;
        keys[stand] = instant;
        stands[customer] = stand;
    }

    /// Whether a customer comes before the one at a place.
    private boolean before(int customer, long instant, int stand) {
        return instant != keys[stand] ? instant < keys[stand] : customer < heap[stand];
    }
}
