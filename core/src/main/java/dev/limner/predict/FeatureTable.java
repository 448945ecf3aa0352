package dev.limner.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values of customers as of cut-offs, one row a customer and cut-off, ordered by customer and cut-off.
///
/// A text is held by its place among the column's texts; NaN is a missing value.
public final class FeatureTable implements Serializable {
    private final double[][] columns;
    private final List<List<String>> texts = new ArrayList<>();
    private final List<Map<String, Integer>> places = new ArrayList<>();
    private int[] customers = new int[64];
    private int[] cutoffs = new int[64];
    private int size;

    FeatureTable(int width) {
        columns = new double[width][64];
        for (int i = 0; i < width; i++) {
            texts.add(new ArrayList<>());
            places.add(new HashMap<>());
        }
    }

    public int size() {
        return size;
    }

    public int customer(int row) {
        return customers[row];
    }

    /// The number of the row's cut-off, in the order in which they were asked.
    public int cutoff(int row) {
        return cutoffs[row];
    }

    public double number(int column, int row) {
        return columns[column][row];
    }

    /// The text of a column of texts.
    public @Nullable String text(int column, int row) {
        double place = columns[column][row];
        return Double.isNaN(place) ? null : texts.get(column).get((int) place);
    }

    /// Adds a row; its values are then put by [#put].
    int add(int customer, int cutoff) {
        room(size + 1);
        customers[size] = customer;
        cutoffs[size] = cutoff;
        return size++;
    }

    void put(int row, int column, double number) {
        columns[column][row] = number;
    }

    void put(int row, int column, @Nullable String text) {
        columns[column][row] = text == null ? Double.NaN : place(column, text);
    }

    private int place(int column, String text) {
        return places.get(column).computeIfAbsent(text, added -> {
            texts.get(column).add(added);
            return texts.get(column).size() - 1;
        });
    }

    /// Appends the rows of another table.
    void append(FeatureTable other) {
        room(size + other.size);
        System.arraycopy(other.customers, 0, customers, size, other.size);
        System.arraycopy(other.cutoffs, 0, cutoffs, size, other.size);
        for (int column = 0; column < columns.length; column++) {
            double[] from = other.columns[column];
            if (other.texts.get(column).isEmpty()) {
                System.arraycopy(from, 0, columns[column], size, other.size);
            } else {
                for (int row = 0; row < other.size; row++) {
                    put(size + row, column, other.text(column, row));
                }
            }
        }
        size += other.size;
    }

    private void room(int rows) {
        if (rows > customers.length) {
            int room = Math.max(rows, customers.length * 2);
            customers = Arrays.copyOf(customers, room);
            cutoffs = Arrays.copyOf(cutoffs, room);
            for (int i = 0; i < columns.length; i++) {
                columns[i] = Arrays.copyOf(columns[i], room);
            }
        }
    }
}
