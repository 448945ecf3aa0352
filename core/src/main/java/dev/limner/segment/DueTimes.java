package dev.limner.segment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// When each customer must be asked again about each group of segments: a binary heap by instant, with
/// the place of each, so that one that is set anew moves and leaves nothing behind. 16 bytes a customer
/// and group, but none for groups that time alone never changes.
///
/// A customer and a group are one key, in the order of customers.
final class DueTimes {
    private static final int NOWHERE = -1;

    private final long[][] due = new long[LivePlan.GROUPS][0];
    private final int[][] places = new int[LivePlan.GROUPS][0];
    private int[] heap = new int[64];
    private int size;
    private long lastDue;

    static int customer(int key) {
        return key / LivePlan.GROUPS;
    }

    static int group(int key) {
        return key % LivePlan.GROUPS;
    }

    private static int key(int customer, int group) {
        return Math.addExact(Math.multiplyExact(customer, LivePlan.GROUPS), group);
    }

    /// When a customer must be asked again about a group; [Long#MAX_VALUE] for never.
    long of(int customer, int group) {
        return of(key(customer, group));
    }

    private long of(int key) {
        long[] ofGroup = due[group(key)];
        int customer = customer(key);
        return customer < ofGroup.length ? ofGroup[customer] : Long.MAX_VALUE;
    }

    /// How many keys have an instant.
    int size() {
        return size;
    }

    /// Sets when a customer must be asked again about a group; [Long#MAX_VALUE] for never.
    void set(int customer, int group, long instant) {
        set(key(customer, group), instant);
    }

    /// A customer need not be asked again about anything.
    void never(int customer) {
        for (int group = 0; group < LivePlan.GROUPS; group++) {
            set(customer, group, Long.MAX_VALUE);
        }
    }

    private void set(int key, long instant) {
        int customer = customer(key);
        int group = group(key);
        if (customer >= due[group].length) {
            if (instant == Long.MAX_VALUE) {
                return;
            }
            grow(group, customer);
        }
        int place = places[group][customer];
        due[group][customer] = instant;
        if (instant == Long.MAX_VALUE) {
            if (place != NOWHERE) {
                remove(place);
            }
        } else if (place == NOWHERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            up(size++, key);
        } else {
            down(up(place, key), key);
        }
    }

    /// The key whose instant comes first (of several the lowest), if it is not after `now`; it is taken out.
    /// -1 for none.
    int next(long now) {
        if (size == 0 || of(heap[0]) > now) {
            return -1;
        }
        int key = heap[0];
        lastDue = of(key);
        set(key, Long.MAX_VALUE);
        return key;
    }

    /// The instant of the key given last.
    long lastDue() {
        return lastDue;
    }

    /// Lets each key have the earlier one of its instants here and there.
    void both(DueTimes others) {
        for (int i = 0; i < others.size; i++) {
            int key = others.heap[i];
            set(key, Math.min(of(key), others.of(key)));
        }
    }

    /// Writes them, for [#read].
    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int place = 0; place < size; place++) {
            out.writeInt(heap[place]);
            out.writeLong(of(heap[place]));
        }
    }

    /// Those that were written: they come in the order of a heap, so that each finds its place at once.
    static DueTimes read(DataInput in) throws IOException {
        DueTimes times = new DueTimes();
        for (int left = in.readInt(); left > 0; left--) {
            times.set(in.readInt(), in.readLong());
        }
        return times;
    }

    private void remove(int place) {
        places[group(heap[place])][customer(heap[place])] = NOWHERE;
        int last = heap[--size];
        if (place < size) {
            down(up(place, last), last);
        }
    }

    private int up(int from, int key) {
        int place = from;
        while (place > 0 && before(key, heap[(place - 1) / 2])) {
            put(place, heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        put(place, key);
        return place;
    }

    private void down(int from, int key) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], key)) {
                break;
            }
            put(place, heap[child]);
            place = child;
        }
        put(place, key);
    }

    private void put(int place, int key) {
        heap[place] = key;
        places[group(key)][customer(key)] = place;
    }

    private boolean before(int key, int other) {
        long first = due[group(key)][customer(key)];
        long second = due[group(other)][customer(other)];
        return first != second ? first < second : key < other;
    }

    private void grow(int group, int customer) {
        int before = due[group].length;
        int room = Math.max(customer + 1, Math.max(1024, before * 2));
        due[group] = Arrays.copyOf(due[group], room);
        places[group] = Arrays.copyOf(places[group], room);
        Arrays.fill(due[group], before, room, Long.MAX_VALUE);
        Arrays.fill(places[group], before, room, NOWHERE);
    }
}
