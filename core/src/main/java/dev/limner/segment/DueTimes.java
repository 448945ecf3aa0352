package dev.limner.segment;

import java.util.Arrays;

/// When each customer must be asked again about each group of segments: a binary heap by instant, with the
/// place
/// of each, so
/// that one that is set anew moves and leaves nothing behind. 16 bytes a customer and group.
///
/// A customer and a group are one key, in the order of customers.
final class DueTimes {
    private static final int NOWHERE = -1;

    private long[] due = new long[0];
    private int[] places = new int[0];
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
        return key < due.length ? due[key] : Long.MAX_VALUE;
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
        grow(key);
        int place = places[key];
        due[key] = instant;
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
        if (size == 0 || due[heap[0]] > now) {
            return -1;
        }
        int key = heap[0];
        lastDue = due[key];
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
            set(key, Math.min(of(key), others.due[key]));
        }
    }

    private void remove(int place) {
        places[heap[place]] = NOWHERE;
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
        places[key] = place;
    }

    private boolean before(int key, int other) {
        return due[key] != due[other] ? due[key] < due[other] : key < other;
    }

    private void grow(int key) {
        if (key >= due.length) {
            int before = due.length;
            int room = Math.max(key + 1, Math.max(1024, before * 2));
            due = Arrays.copyOf(due, room);
            places = Arrays.copyOf(places, room);
            Arrays.fill(due, before, room, Long.MAX_VALUE);
            Arrays.fill(places, before, room, NOWHERE);
        }
    }
}
