package dev.limner.spark;

import dev.limner.engine.Study;
import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/// Puts a study to the histories of one partition: sorted rows in, one answer out.
record PartitionStudy<A>(Study<A> study, LongAccumulator read) implements FlatMapFunction<Iterator<Row>, A> {
    private static final int FIRST_PROPERTY = 3;

    @Override
    public Iterator<A> call(Iterator<Row> rows) {
        List<Property> properties = study.needs().properties();
        Map<Long, String> texts = new HashMap<>();
        History history = new History(properties, code -> Objects.requireNonNull(texts.get(code)));
        A answer = study.start();
        long count = 0;
        while (rows.hasNext()) {
            Row row = rows.next();
            int customer = row.getInt(0);
            if (customer != history.customer()) {
                if (history.size() > 0) {
                    study.add(answer, history);
                }
                history.begin(customer);
            }
            fill(history, row, properties, texts);
            count++;
        }
        if (history.size() > 0) {
            study.add(answer, history);
        }
        read.add(count);
        return List.of(answer).iterator();
    }

    private static void fill(History history, Row row, List<Property> properties, Map<Long, String> texts) {
        int event = history.extend(1);
        history.types()[event] = row.getInt(1);
        history.instants()[event] = row.getLong(2);
        int column = FIRST_PROPERTY;
        for (Property property : properties) {
            history.values(property)[event] = value(row, column, property.type());
            if (property.type().isText()) {
                column++;
                if (!row.isNullAt(column)) {
                    texts.putIfAbsent(history.value(property, event), row.getString(column));
                }
            }
            column++;
        }
    }

    private static long value(Row row, int column, ValueType type) {
        if (row.isNullAt(column)) {
            return History.MISSING;
        }
        return type == ValueType.NUMBER ? Double.doubleToLongBits(row.getDouble(column) + 0.0) : row.getLong(column);
    }
}
