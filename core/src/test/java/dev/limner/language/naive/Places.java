package dev.limner.language.naive;

import java.util.ArrayList;
import java.util.List;

/// Which sorts of parts the checker takes in which places, such as `And.all = Not`.
///
/// Found by putting every sort of part into every place; whatever random expressions hold must be among them.
final class Places {
    private static final String CONDITIONS = "And Between Bool Compare Consents Contains Crossed CustomerZone Exists"
            + " ForAny InSegment IsKnown LastAll Like Name Not OneOf Or";
    private static final String OF_ONE_EVENT = "And Between Bool Compare Contains IsKnown Like Name Not OneOf Or";
    private static final String AMOUNTS =
            "Aggregate Arithmetic Decimal LocalHour Name Negative Score Since Span Standing Trend";
    private static final String VALUES =
            AMOUNTS + " " + "Date Distance Length LocalWeekday Text Timestamp Weekday And Between Bool Compare Consents"
                    + " Contains Crossed CustomerZone Exists ForAny InSegment IsKnown LastAll Like Not OneOf Or";
    private static final String WINDOWS = "Before Between Calendar From Last";

    static final List<String> ALL = all();

    private Places() {}

    /// Whether the part of a pair is a condition that stands by itself.
    static boolean isCondition(String pair) {
        String sort = pair.replaceFirst(".* = ", "");
        return !List.of("And", "Name", "Not", "Or").contains(sort)
                && List.of(CONDITIONS.split(" ", -1)).contains(sort);
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>();
        put(all, "And.all", CONDITIONS);
        put(all, "Or.any", CONDITIONS);
        put(all, "Not.negated", CONDITIONS);
        put(all, "CustomerZone.inside", CONDITIONS);
        put(
                all,
                "ForAny.condition",
                "And Between Compare Contains CustomerZone Exists ForAny IsKnown LastAll Like OneOf Or");
        put(all, "Events.where", OF_ONE_EVENT);
        put(all, "LastAll.condition", OF_ONE_EVENT);
        put(all, "Compare.left", VALUES);
        put(all, "Compare.right", VALUES);
        put(all, "IsKnown.value", VALUES + " EventPlace LastPlace");
        put(all, "Between.value", AMOUNTS + " Date Timestamp");
        put(all, "Between.low", AMOUNTS + " Date Timestamp");
        put(all, "Between.high", AMOUNTS + " Date Timestamp");
        put(
                all,
                "OneOf.value",
                "Aggregate Arithmetic Date Decimal LocalHour LocalWeekday Name Negative Score Since"
                        + " Standing Text Trend Weekday");
        put(all, "OneOf.options", "Date Decimal Span Text Weekday");
        put(all, "Contains.element", "Aggregate Name Text");
        put(all, "Contains.list", "Name");
        put(all, "Like.value", "Aggregate Name Text");
        put(all, "Arithmetic.left", AMOUNTS + " Date Timestamp");
        put(all, "Arithmetic.right", AMOUNTS + " Date Timestamp");
        // the negative of a number is a number
        put(all, "Negative.value", AMOUNTS.replace(" Decimal", ""));
        put(all, "Since.instant", "Aggregate Date Name Timestamp");
        put(all, "Distance.from", "EventPlace LastPlace");
        put(all, "Distance.to", "Place");
        put(all, "Aggregate.set", "Events Sequence");
        put(all, "Exists.set", "Events Sequence");
        put(all, "LastAll.set", "Events");
        put(all, "Trend.set", "Events");
        put(all, "Events.set", "Events");
        put(all, "Step.events", "Events");
        put(all, "Step.without", "Events");
        put(all, "Sequence.set", "Events");
        put(all, "Sequence.steps", "Step");
        put(all, "Events.window", WINDOWS);
        put(all, "Sequence.window", WINDOWS);
        // before what: the reference looks for crossings from a while before the first event, the plan at any time
        put(all, "Crossed.window", "Between Calendar From Last");
        return List.copyOf(all);
    }

    private static void put(List<String> all, String place, String sorts) {
        for (String sort : sorts.split(" ", -1)) {
            all.add(place + " = " + sort);
        }
    }
}
