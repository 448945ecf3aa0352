package dev.limner.segment;

import java.util.Arrays;

/// When each customer must be asked again: a heap of instants, in which those that were replaced are passed over.
final class DueTimes {
    private long[] due = new long[1024];
    private long[] instants = new long[1024];
    private int[] customers = new int[1024];
    private int size;
    private long lastDue;

    DueTimes() {
        Arrays.fill(due, Long.MAX_VALUE);
    }

    /// Sets when a customer must be asked again; [Long#MAX_VALUE] for never.
    void set(int customer, long instant) {
        if (customer >= due.length) {
            int before = due.length;
            due = Arrays.copyOf(due, Math.max(customer + 1, before * 2));
            Arrays.fill(due, before, due.length, Long.MAX_VALUE);
        }
        boolean same = due[customer] == instant;
        due[customer] = instant;
        if (!same && instant != Long.MAX_VALUE) {
            push(instant, customer);
        }
    }

    /// The customer whose instant comes first, if it is not after `now`; it is taken out. -1 for none.
    int next(long now) {
        while (size > 0 && instants[0] <= now) {
            long instant = instants[0];
            int customer = customers[0];
            pop();
            if (due[customer] == instant) {
                due[customer] = Long.MAX_VALUE;
                lastDue = instant;
                return customer;
            }
        }
        return -1;
    }

    /// The instant of the customer given last.
    long lastDue() {
        return lastDue;
    }

    private void push(long instant, int customer) {
        if (size == instants.length) {
            instants = Arrays.copyOf(instants, size * 2);
            customers = Arrays.copyOf(customers, size * 2);
        }
        int place = size++;
        while (place > 0 && instants[(place - 1) / 2] > instant) {
            instants[place] = instants[(place - 1) / 2];
            customers[place] = customers[(place - 1) / 2];
            place = (place - 1) / 2;
        }
        instants[place] = instant;
        customers[place] = customer;
    }

    private void pop() {
        size--;
        long instant = instants[size];
        int customer = customers[size];
        int place = 0;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && instants[child + 1] < instants[child]) {
                child++;
            }
            if (instants[child] >= instant) {
                break;
            }
            instants[place] = instants[child];
            customers[place] = customers[child];
            place = child;
        }
        instants[place] = instant;
        customers[place] = customer;
    }
}
