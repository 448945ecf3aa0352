package dev.limner.portrait;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// Every customer as of a moment: who exists, and one [Column] a tag.
public final class People {
    private final Moment moment;
    private final RoaringBitmap customers;
    private final Map<String, Column> columns;
    private final Map<String, Parameters> parameters;

    People(Moment moment, RoaringBitmap customers, Map<String, Column> columns, Map<String, Parameters> parameters) {
        this.moment = moment;
        this.customers = customers;
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    public Moment moment() {
        return moment;
    }

    /// The numbers of all who had an event that a tag looks at; not to be changed.
    public RoaringBitmap customers() {
        return customers;
    }

    public int size() {
        return customers.getCardinality();
    }

    public Collection<Column> columns() {
        return columns.values();
    }

    public boolean has(String tag) {
        return columns.containsKey(tag);
    }

    /// The column of a tag.
    ///
    /// @throws dev.limner.problem.UserProblem where it was not computed
    public Column column(String tag) {
        Column column = columns.get(tag);
        if (column == null) {
            throw Catalogue.unknown(tag, columns.keySet());
        }
        return column;
    }

    /// The fitted parameters that the tags were computed with, by model.
    public Map<String, Parameters> parameters() {
        return parameters;
    }

    /// Only those of `members`, with all that was learned of everybody.
    public People within(RoaringBitmap members) {
        return new People(moment, RoaringBitmap.and(customers, members), columns, parameters);
    }
}
