package dev.limner.segment;

import java.util.Arrays;

/// When each customer must be asked again: a binary heap of customers by instant, with the place of each,
/// so that one that
/// is set anew moves and leaves nothing behind. 16 bytes a customer.
final class DueTimes {
    private static final int NOWHERE = -1;

    private long[] due = new long[0];
    private int[] places = new int[0];
    private int[] heap = new int[64];
    private int size;
    private long lastDue;

    /// When a customer must be asked again; [Long#MAX_VALUE] for never.
    long of(int customer) {
        return customer < due.length ? due[customer] : Long.MAX_VALUE;
    }

    /// How many customers must be asked again.
    int size() {
        return size;
    }

    /// Sets when a customer must be asked again; [Long#MAX_VALUE] for never.
    void set(int customer, long instant) {
        grow(customer);
        int place = places[customer];
        due[customer] = instant;
        if (instant == Long.MAX_VALUE) {
            if (place != NOWHERE) {
                remove(place);
            }
        } else if (place == NOWHERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            up(size++, customer);
        } else {
            down(up(place, customer), customer);
        }
    }

    /// The customer whose instant comes first (of several the one with the lowest number), if it is not
    /// after `now`; it is
    /// taken out. -1 for none.
    int next(long now) {
        if (size == 0 || due[heap[0]] > now) {
            return -1;
        }
        int customer = heap[0];
        lastDue = due[customer];
        set(customer, Long.MAX_VALUE);
        return customer;
    }

    /// The instant of the customer given last.
    long lastDue() {
        return lastDue;
    }

    /// Lets each customer be asked again at the earlier one of its instants here and there.
    void both(DueTimes others) {
        for (int i = 0; i < others.size; i++) {
            int customer = others.heap[i];
            set(customer, Math.min(of(customer), others.due[customer]));
        }
    }

    private void remove(int place) {
        places[heap[place]] = NOWHERE;
        int last = heap[--size];
        if (place < size) {
            down(up(place, last), last);
        }
    }

    private int up(int from, int customer) {
        int place = from;
        while (place > 0 && before(customer, heap[(place - 1) / 2])) {
            put(place, heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        put(place, customer);
        return place;
    }

    private void down(int from, int customer) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], customer)) {
                break;
            }
            put(place, heap[child]);
            place = child;
        }
        put(place, customer);
    }

    private void put(int place, int customer) {
        heap[place] = customer;
        places[customer] = place;
    }

    private boolean before(int customer, int other) {
        return due[customer] != due[other] ? due[customer] < due[other] : customer < other;
    }

    private void grow(int customer) {
        if (customer >= due.length) {
            int before = due.length;
            int room = Math.max(customer + 1, Math.max(1024, before * 2));
            due = Arrays.copyOf(due, room);
            places = Arrays.copyOf(places, room);
            Arrays.fill(due, before, room, Long.MAX_VALUE);
            Arrays.fill(places, before, room, NOWHERE);
        }
    }
}
