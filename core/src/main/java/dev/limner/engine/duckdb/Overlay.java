package dev.limner.engine.duckdb;

import dev.limner.identity.Customers;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The nodes whose stored rows may bear another customer than the one asked for, and all nodes of the
/// customers that
/// they belong to.
///
/// Sorted runs leave their rows out; a run of its own brings them, sorted by the customer asked for. So
/// each row is
/// read once, whatever it bears.
final class Overlay {
    static final Overlay EMPTY = new Overlay(new BitSet(), new int[0], false);

    private static final String TABLE = "moved";

    private final BitSet nodes;
    private final int[] customers;
    private final boolean acrossAnonymous;

    private Overlay(BitSet nodes, int[] customers, boolean acrossAnonymous) {
        this.nodes = nodes;
        this.customers = customers;
        this.acrossAnonymous = acrossAnonymous;
    }

    /// @param moved nodes of which rows may be misplaced
    /// @param customers of all nodes, as asked for
    /// @param acrossAnonymous whether one of the moved was nobody or is to be
    static Overlay of(BitSet moved, int[] customers, boolean acrossAnonymous) {
        if (moved.isEmpty()) {
            return EMPTY;
        }
        BitSet touched = new BitSet();
        moved.stream()
                .map(node -> customers[node])
                .filter(customer -> customer >= 0)
                .forEach(touched::set);
        BitSet nodes = (BitSet) moved.clone();
        for (int node = 0; node < customers.length; node++) {
            if (customers[node] >= 0 && touched.get(customers[node])) {
                nodes.set(node);
            }
        }
        return new Overlay(nodes, customers, acrossAnonymous);
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /// How many nodes it has.
    int size() {
        return nodes.cardinality();
    }

    boolean has(int node) {
        return nodes.get(node);
    }

    /// Whether rows may have to go from the anonymous to the customers' or back.
    boolean isAcrossAnonymous() {
        return acrossAnonymous;
    }

    /// Some of its nodes, with the customers asked for.
    static final class Moved {
        private final int[] nodes;
        private final int[] customers;

        Moved(BitSet nodes, int[] customers) {
            this.nodes = nodes.stream().toArray();
            this.customers =
                    Arrays.stream(this.nodes).map(node -> customers[node]).toArray();
        }

        boolean isEmpty() {
            return nodes.length == 0;
        }

        /// Makes the temporary table `moved` (node, root) of them; -1 stands for nobody, -2 for who was erased.
        void fill(DuckDBConnection connection) throws SQLException {
            Sql.execute(connection, "CREATE OR REPLACE TEMP TABLE " + TABLE + " (node INTEGER, root INTEGER)");
            try (DuckDBAppender appender = connection.createAppender("temp", "main", TABLE)) {
                for (int i = 0; i < nodes.length; i++) {
                    appender.beginRow();
                    appender.append(nodes[i]);
                    appender.append(customers[i]);
                    appender.endRow();
                }
            }
        }
    }

    /// All of it.
    Moved all() {
        return new Moved(nodes, customers);
    }

    /// Those of customers from `low` (included) to `high` (excluded), and among `asked` where that is given.
    Moved within(int low, int high, @Nullable RoaringBitmap asked) {
        BitSet some = new BitSet();
        nodes.stream()
                .filter(node -> customers[node] >= low
                        && customers[node] < high
                        && (asked == null || asked.contains(customers[node])))
                .forEach(some::set);
        return new Moved(some, customers);
    }

    /// The nodes of one customer, as SQL.
    static String nodesOf(int customer, int[] customers) {
        return IntStream.range(0, customers.length)
                .filter(node -> customers[node] == customer)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "node IN (", ")"));
    }

    /// The rows of `select` with the customers that the table `moved` says, without those of people
    /// who were erased.
    static String corrected(String select, List<Columns.Column> columns) {
        return columns.stream()
                        .map(column -> column.name().equals("customer")
                                ? "CASE WHEN m.node IS NULL THEN e.customer WHEN m.root < 0 THEN NULL ELSE m.root END AS customer"
                                : "e." + column.quoted())
                        .collect(Collectors.joining(", ", "SELECT ", ""))
                + " FROM (" + select + ") AS e LEFT JOIN " + TABLE + " AS m ON e.node = m.node"
                + " WHERE m.root IS NULL OR m.root <> " + Customers.ERASED;
    }
}
