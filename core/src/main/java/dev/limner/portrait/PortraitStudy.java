package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.history.History;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/// All history formulas over everybody, in one pass, as of one moment.
///
/// Events after the moment are passed over, so portraits of several moments can be computed
/// [dev.limner.engine.Together].
public final class PortraitStudy implements Study<PortraitStudy.Table> {
    private final Read read;
    private final Moment moment;

    /// The formulas, and what they look at.
    record Read(List<HistoryFormula> formulas, Needs needs, BitSet types) implements Serializable {
        static Read of(Collection<HistoryFormula> formulas) {
            Needs needs =
                    Needs.union(formulas.stream().map(HistoryFormula::needs).toList());
            BitSet types = new BitSet();
            needs.types().forEach(type -> types.set(type.ordinal()));
            return new Read(List.copyOf(formulas), needs, types);
        }
    }

    PortraitStudy(Read read, Moment moment) {
        this.read = read;
        this.moment = moment;
    }

    /// The values so far: one row a customer, in ascending order of numbers, one column a formula.
    public static final class Table implements Serializable {
        private int size;
        private int[] customers = new int[16];
        private final long[][] columns;
        private final List<Dictionary> dictionaries = new ArrayList<>();

        Table(int formulas) {
            columns = new long[formulas][16];
            for (int i = 0; i < formulas; i++) {
                dictionaries.add(new Dictionary());
            }
        }

        public int size() {
            return size;
        }

        int customer(int row) {
            return customers[row];
        }

        /// Lets the customers bear the numbers of their rows.
        void renumber() {
            for (int row = 0; row < size; row++) {
                customers[row] = row;
            }
        }

        long value(int formula, int row) {
            return columns[formula][row];
        }

        List<String> texts(int formula) {
            return dictionaries.get(formula).texts;
        }

        private void room(int rows) {
            if (rows > customers.length) {
                int room = Math.max(rows, customers.length * 2);
                customers = Arrays.copyOf(customers, room);
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = Arrays.copyOf(columns[i], room);
                }
            }
        }
    }

    /// Texts by their place in a column, each once.
    private static final class Dictionary implements Serializable {
        private final ArrayList<String> texts = new ArrayList<>();
        private final HashMap<String, Integer> places = new HashMap<>();

        long place(String text) {
            return places.computeIfAbsent(text, added -> {
                texts.add(added);
                return texts.size() - 1;
            });
        }
    }

    @Override
    public Needs needs() {
        return read.needs();
    }

    @Override
    public Table start() {
        return new Table(read.formulas().size());
    }

    @Override
    public void add(Table table, History history) {
        if (!takesPart(history)) {
            return;
        }
        table.room(table.size + 1);
        table.customers[table.size] = history.customer();
        for (int i = 0; i < read.formulas().size(); i++) {
            HistoryFormula formula = read.formulas().get(i);
            long value = formula.value(history, moment);
            table.columns[i][table.size] = formula.type() == Tag.Type.TEXT && value != History.MISSING
                    ? table.dictionaries.get(i).place(history.text(value))
                    : value;
        }
        table.size++;
    }

    @Override
    public Table merge(Table left, Table right) {
        left.room(left.size + right.size);
        System.arraycopy(right.customers, 0, left.customers, left.size, right.size);
        for (int i = 0; i < read.formulas().size(); i++) {
            System.arraycopy(right.columns[i], 0, left.columns[i], left.size, right.size);
            if (read.formulas().get(i).type() == Tag.Type.TEXT) {
                translate(left, right, i);
            }
        }
        left.size += right.size;
        return left;
    }

    private static void translate(Table left, Table right, int formula) {
        Dictionary into = left.dictionaries.get(formula);
        long[] places = right.texts(formula).stream().mapToLong(into::place).toArray();
        for (int row = left.size; row < left.size + right.size; row++) {
            long value = left.columns[formula][row];
            if (value != History.MISSING) {
                left.columns[formula][row] = places[(int) value];
            }
        }
    }

    private boolean takesPart(History history) {
        for (int event = 0; event < history.size() && history.at(event) <= moment.micros(); event++) {
            if (read.types().get(history.type(event))) {
                return true;
            }
        }
        return false;
    }
}
