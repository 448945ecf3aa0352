package dev.limner.spark;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.limner.engine.EventFile;
import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.ValueType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.roaringbitmap.RoaringBitmap;

/// The events of a scope as Spark reads them from the lake: the needed columns and rows and no others.
///
/// A row is: customer, type ordinal, at in microseconds, then each property as a `long` as [ValueType]
/// says, a text
/// property followed by its text.
final class LakeRows {
    private static final Column CUSTOMER = col("customer");
    private static final Column AT = col("at");

    private final SparkSession session;
    private final List<EventFile> files;
    private final Needs needs;
    private final Scope scope;

    LakeRows(SparkSession session, List<EventFile> files, Needs needs, Scope scope) {
        this.session = session;
        this.files = files;
        this.needs = needs;
        this.scope = scope;
    }

    /// A session of its own that counts time as the lake does.
    static SparkSession utc(SparkSession session) {
        SparkSession utc = session.newSession();
        utc.conf().set("spark.sql.session.timeZone", "UTC");
        return utc;
    }

    /// The rows in as many ranges of customers, the ranges in order, the rows of each by customer, at,
    /// known, id.
    Dataset<Row> sorted(int partitions) {
        String[] paths =
                files.stream().map(file -> file.path().toUri().toString()).toArray(String[]::new);
        return session.read()
                .schema(schema())
                .parquet(paths)
                .where(condition())
                .repartitionByRange(partitions, CUSTOMER)
                .sortWithinPartitions(CUSTOMER, AT, col("known"), col("id"))
                .select(selection());
    }

    /// Only these columns are read; one that a file lacks is null.
    private StructType schema() {
        StructType schema = new StructType()
                .add("customer", DataTypes.IntegerType)
                .add("type", DataTypes.StringType)
                .add("at", DataTypes.TimestampNTZType)
                .add("known", DataTypes.TimestampNTZType)
                .add("id", DataTypes.BinaryType);
        for (Property property : needs.properties()) {
            if (schema.getFieldIndex(property.name()).isEmpty()) { // the built-in ones may be there already
                schema = schema.add(property.name(), type(property.type()));
            }
        }
        return schema;
    }

    private static DataType type(ValueType type) {
        return switch (type) {
            case TEXT, LIST -> DataTypes.StringType;
            case NUMBER -> DataTypes.DoubleType;
            case INTEGER -> DataTypes.LongType;
            case MONEY -> DataTypes.createDecimalType(18, 4);
            case BOOLEAN -> DataTypes.BooleanType;
            case INSTANT -> DataTypes.TimestampNTZType;
            case DATE -> DataTypes.DateType;
        };
    }

    private Column condition() {
        Column condition = AT.leq(timestamp(scope.asOf())).and(wanted());
        if (scope.mode() == Scope.Mode.AS_KNOWN) {
            condition = condition.and(col("known").leq(timestamp(scope.asOf())));
        }
        if (scope.from() != null) {
            condition = condition.and(AT.geq(timestamp(scope.from())));
        }
        RoaringBitmap customers = scope.customers();
        if (customers != null) {
            UDF1<Integer, Boolean> wanted = customers::contains;
            condition = condition.and(udf(wanted, DataTypes.BooleanType).apply(CUSTOMER));
        }
        return condition;
    }

    /// Whether an event is of a needed type and not before the instant from which on that type is needed.
    private Column wanted() {
        Map<Instant, List<EventType>> byStart = needs.types().stream()
                .collect(Collectors.groupingBy(
                        type -> needs.since().getOrDefault(type, Instant.MIN), TreeMap::new, Collectors.toList()));
        Column wanted = lit(false);
        for (Map.Entry<Instant, List<EventType>> group : byStart.entrySet()) {
            if (group.getKey().isAfter(scope.asOf())) {
                continue;
            }
            Column inGroup = col("type")
                    .isin(group.getValue().stream().map(EventType::name).toArray());
            wanted = wanted.or(
                    group.getKey().equals(Instant.MIN) ? inGroup : inGroup.and(AT.geq(timestamp(group.getKey()))));
        }
        return wanted;
    }

    private Column[] selection() {
        List<Column> selection = new ArrayList<>(List.of(CUSTOMER, typeOrdinal(), micros(AT)));
        for (Property property : needs.properties()) {
            Column column = col("`" + property.name().replace("`", "``") + "`");
            selection.add(asLong(property.type(), column));
            if (property.type().isText()) {
                selection.add(column);
            }
        }
        return selection.toArray(Column[]::new);
    }

    private Column typeOrdinal() {
        Column ordinal = lit(-1);
        for (EventType type : needs.types()) {
            ordinal = when(col("type").equalTo(type.name()), type.ordinal()).otherwise(ordinal);
        }
        return ordinal;
    }

    /// Texts go by 63 bits of their hash, so that equal ones have equal codes on every worker.
    private static Column asLong(ValueType type, Column column) {
        return switch (type) {
            case TEXT, LIST ->
                when(
                        not(column.isNull()),
                        call_function("shiftrightunsigned", call_function("xxhash64", column), lit(1)));
            case NUMBER -> column;
            case INTEGER -> column;
            case MONEY -> column.multiply(lit(10_000)).cast(DataTypes.LongType);
            case BOOLEAN -> column.cast(DataTypes.LongType);
            case INSTANT -> micros(column);
            case DATE -> call_function("unix_date", column).cast(DataTypes.LongType);
        };
    }

    private static Column micros(Column timestamp) {
        return call_function("unix_micros", timestamp.cast(DataTypes.TimestampType));
    }

    private static Column timestamp(Instant instant) {
        return lit(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
}
