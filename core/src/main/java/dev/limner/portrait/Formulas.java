package dev.limner.portrait;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The formulas that tags may name. Other packages add theirs with [#with].
public final class Formulas {
    private final Map<String, Factory> factories;

    /// Makes a formula from a tag's options and the plan.
    @FunctionalInterface
    public interface Factory {
        /// The formula that the options set.
        ///
        /// @throws UserProblem where an option is wrong, or names what the plan does not have
        Formula of(TagOptions options, TrackingPlan plan);
    }

    private Formulas(Map<String, Factory> factories) {
        this.factories = factories;
    }

    /// Those of this package.
    public static Formulas standard() {
        Map<String, Factory> all = new LinkedHashMap<>();
        all.put("count", (options, plan) -> new Tally.Count(selection(options, plan)));
        all.put("sum", Formulas::sum);
        all.put(
                "average",
                (options, plan) -> new Tally.Average(selection(options, plan, "property"), summed(options, plan)));
        all.put(
                "largest",
                (options, plan) -> new Tally.Largest(selection(options, plan, "property"), summed(options, plan)));
        all.put("share", Formulas::share);
        all.put("trend", (options, plan) -> {
            options.needed("last_days");
            return new Tally.Trend(sum(options, plan));
        });
        for (Calendar.Question what : Calendar.Question.values()) {
            all.put(calendarName(what), (options, plan) -> new Calendar(selection(options, plan), what));
        }
        all.put("top", (options, plan) -> favourite(options, plan, Favourite.Question.TOP));
        all.put("latest", (options, plan) -> favourite(options, plan, Favourite.Question.LATEST));
        all.put("distinct", (options, plan) -> favourite(options, plan, Favourite.Question.DISTINCT));
        all.put(
                "top_weekday",
                (options, plan) -> new Favourite(selection(options, plan), null, Favourite.Question.WEEKDAY));
        all.put("top_hour", (options, plan) -> new Favourite(selection(options, plan), null, Favourite.Question.HOUR));
        all.put("lifecycle", (options, plan) -> {
            options.allow("event", "new_days", "returned_days", "dormant_days", "lost_days", "rhythm");
            return new LifecycleFormula(
                    Selection.of(new TagOptions(Map.of("event", List.of(options.text("event", "order")))), plan),
                    Lifecycle.Options.of(options));
        });
        all.put("value_tier", (options, plan) -> ValueTierFormula.of(options));
        return new Formulas(all);
    }

    /// These formulas and more.
    public Formulas with(Map<String, Factory> more) {
        Map<String, Factory> all = new LinkedHashMap<>(factories);
        all.putAll(more);
        return new Formulas(all);
    }

    /// The formula of a tag.
    ///
    /// @throws UserProblem where there is none of that name, it does not fit, or the plan lacks what it needs
    Formula bound(Tag tag, TrackingPlan plan) {
        Factory factory = factories.get(tag.formula());
        if (factory == null) {
            List<String> values = new ArrayList<>(List.of(tag.name(), tag.formula()));
            values.addAll(Nearest.to(tag.formula(), factories.keySet()));
            throw new UserProblem(UserProblem.Code.UNKNOWN_FORMULA, "", values);
        }
        Formula formula = factory.of(tag.options(), plan);
        List<String> ids = tag.values().stream().map(Tag.Value::id).toList();
        if (formula.type() != tag.type() || !formula.choices().equals(ids)) {
            String gives = formula.type().name().toLowerCase(Locale.ROOT)
                    + (formula.choices().isEmpty() ? "" : " " + formula.choices());
            throw UserProblem.of(
                    UserProblem.Code.BAD_DEFINITION, "the formula of the tag " + tag.name() + " gives " + gives);
        }
        return formula;
    }

    private static String calendarName(Calendar.Question what) {
        return switch (what) {
            case FIRST -> "first_date";
            case LAST -> "last_date";
            case DAYS_SINCE -> "days_since";
            case DAYS -> "active_days";
            case MONTHS -> "active_months";
            case MEDIAN_GAP -> "median_gap";
            case LAST_GAP -> "last_gap";
        };
    }

    private static Selection selection(TagOptions options, TrackingPlan plan, String... more) {
        List<String> known = new ArrayList<>(Selection.OPTIONS);
        known.addAll(List.of(more));
        options.allow(known.toArray(String[]::new));
        return Selection.of(options, plan);
    }

    private static Tally.Sum sum(TagOptions options, TrackingPlan plan) {
        return new Tally.Sum(selection(options, plan, "property"), summed(options, plan));
    }

    private static Formula share(TagOptions options, TrackingPlan plan) {
        options.allow("event", "property", "of_event", "of_property", "last_days");
        String lastDays = options.text("last_days", "0");
        return new Tally.Share(
                sum(part(options.needed("event"), options.needed("property"), lastDays), plan),
                sum(part(options.needed("of_event"), options.needed("of_property"), lastDays), plan));
    }

    private static TagOptions part(String event, String property, String lastDays) {
        return new TagOptions(
                Map.of("event", List.of(event), "property", List.of(property), "last_days", List.of(lastDays)));
    }

    private static Formula favourite(TagOptions options, TrackingPlan plan, Favourite.Question what) {
        Property property = property(options, plan);
        if (what != Favourite.Question.DISTINCT && property.type() != ValueType.TEXT) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_PARAMETER, "property", property.name() + ": " + property.type(), "text");
        }
        return new Favourite(selection(options, plan, "property"), property, what);
    }

    private static Property summed(TagOptions options, TrackingPlan plan) {
        Property property = property(options, plan);
        return switch (property.type()) {
            case MONEY, INTEGER, NUMBER -> property;
            case TEXT, LIST, BOOLEAN, INSTANT, DATE ->
                throw UserProblem.of(
                        UserProblem.Code.BAD_PARAMETER,
                        "property",
                        property.name() + ": " + property.type(),
                        "money, integer, number");
        };
    }

    private static Property property(TagOptions options, TrackingPlan plan) {
        EventType type = plan.type(options.needed("event"));
        return plan.property(type, options.needed("property"));
    }
}
