package dev.limner.insight;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What happened on which local day: one lane an event type, one point a day. Asked of one customer, or of
/// a few
/// together.
public final class TimeLine implements Study<TimeLine.Lanes> {
    private final LocalClock clock;
    private final List<EventType> types;
    /// By type ordinal: the property that says what an event came to, where there is one.
    private final @Nullable Property[] amounts;

    public TimeLine(TrackingPlan plan, LocalClock clock) {
        this.clock = clock;
        this.types = plan.types();
        this.amounts = types.stream().map(TimeLine::amountOf).toArray(Property[]::new);
    }

    /// Events of one type on one day, and what they came to in ten-thousandths (0 where nothing says so).
    public record Point(int day, int count, long amount) implements Serializable {
        Point plus(Point other) {
            return new Point(day, count + other.count, amount + other.amount);
        }
    }

    /// The points by type ordinal and day.
    public static final class Lanes implements Serializable {
        private final TreeMap<Integer, TreeMap<Integer, Point>> points = new TreeMap<>();

        void add(int type, Point point) {
            points.computeIfAbsent(type, _ -> new TreeMap<>()).merge(point.day(), point, Point::plus);
        }

        /// The points of a type, in the order of days.
        public List<Point> of(EventType type) {
            TreeMap<Integer, Point> lane = points.get(type.ordinal());
            return lane == null ? List.of() : List.copyOf(lane.values());
        }
    }

    /// The property that says what events of `type` came to: its total, else its amount.
    public static @Nullable Property amountOf(EventType type) {
        for (String name : List.of("total", "amount")) {
            for (Property property : type.properties()) {
                if (property.name().equals(name) && property.type() == ValueType.MONEY) {
                    return property;
                }
            }
        }
        return null;
    }

    @Override
    public Needs needs() {
        List<Property> properties = new ArrayList<>();
        for (Property amount : amounts) {
            if (amount != null) {
                properties.add(amount);
            }
        }
        return new Needs(types, properties);
    }

    @Override
    public Lanes start() {
        return new Lanes();
    }

    @Override
    public void add(Lanes lanes, History history) {
        for (int event = 0; event < history.size(); event++) {
            int type = history.type(event);
            Property property = amounts[type];
            long amount = property == null || !history.has(property, event) ? 0 : history.value(property, event);
            lanes.add(type, new Point(clock.day(history.at(event)), 1, amount));
        }
    }

    @Override
    public Lanes merge(Lanes left, Lanes right) {
        for (Map.Entry<Integer, TreeMap<Integer, Point>> lane : right.points.entrySet()) {
            lane.getValue().values().forEach(point -> left.add(lane.getKey(), point));
        }
        return left;
    }
}
