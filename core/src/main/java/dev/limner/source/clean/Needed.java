package dev.limner.source.clean;

import dev.limner.source.clean.Cleaning.Action;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each action must be told before it can run.
final class Needed {
    private Needed() {}

    /// @throws dev.limner.problem.UserProblem where the rule leaves out what its action needs, or says two
    /// things at once
    static void check(
            String rule,
            Action action,
            @Nullable List<DateForm> forms,
            @Nullable String region,
            @Nullable Map<String, String> values,
            @Nullable String unit,
            @Nullable String bare,
            @Nullable String value,
            @Nullable String from) {
        switch (action) {
            case DATE -> dates(rule, forms);
            case PHONE -> Phones.check(rule, region);
            case ADDRESS -> Regions.check(rule, region);
            case UNIT -> Units.check(rule, unit, bare);
            case MAP -> {
                if (values == null || values.isEmpty()) {
                    throw Cleaning.wrong(rule, "map needs values");
                }
            }
            case FILL -> {
                if ((value == null) == (from == null)) {
                    throw Cleaning.wrong(rule, "fill needs either value or from");
                }
            }
            case TRIM, COLLAPSE_BLANKS, HALF_WIDTH, EMAIL, CURRENCY, NAME -> {}
        }
    }

    /// Day before month or month before day is for the rule to say: no row can tell.
    private static void dates(String rule, @Nullable List<DateForm> forms) {
        if (forms == null || forms.isEmpty()) {
            throw Cleaning.wrong(rule, "date needs forms");
        }
        exclude(rule, forms, DateForm.DAY_MONTH_YEAR, DateForm.MONTH_DAY_YEAR);
        exclude(rule, forms, DateForm.EXCEL_SERIAL, DateForm.EXCEL_SERIAL_1904);
    }

    private static void exclude(String rule, List<DateForm> forms, DateForm one, DateForm other) {
        if (forms.containsAll(Set.of(one, other))) {
            throw Cleaning.wrong(rule, "a date cannot be both " + one.word() + " and " + other.word());
        }
    }
}
