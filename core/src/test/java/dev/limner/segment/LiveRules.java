package dev.limner.segment;

import dev.limner.history.LocalClock;
import dev.limner.language.Parser;
import dev.limner.language.Source;
import dev.limner.language.naive.SmallPlan;
import dev.limner.language.plan.Lexicon;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rules of every kind by the ids of their segments, for live segments to be tried on.
final class LiveRules {
    static final Map<String, String> ALL = all();

    private LiveRules() {}

    private static Map<String, String> all() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("fresh", "any purchase in last 3 days");
        rules.put("quiet", "no purchase in last 4 days");
        rules.put("frequent", "count(view where channel = 'app' in last 2 days) >= 3");
        rules.put("spender", "sum(purchase.amount in this month) > 100");
        rules.put("faded", "sum(purchase.amount half-life 1 day) > 40");
        rules.put("late", "time since last purchase > 36 hours");
        rules.put("days", "days since last view >= 2");
        rules.put("hesitant", "for any item: count(view in last 2 days) >= 2 and no purchase in last 2 days");
        rules.put("funnel", "sequence(view then purchase within 6 hours) in last 2 days");
        rules.put("both", "in segment 'fresh' and in segment 'frequent'");
        rules.put("was", "in segment 'fresh' at 2 days ago");
        rules.put("came", "entered segment 'quiet' in last 1 day");
        rules.put("rhythm", "time since last view > 2 * median gap(view)");
        rules.put("month", "count(purchase in last 1 month) = 2");
        rules.put("local", "customer zone: any view in this day");
        rules.put("taste", "top(view.category in last 3 days) = 'sport'");
        rules.put("trend", "trend(count(view) over last 3 days) > 0");
        rules.put("told", "gender = 'female' and age >= 30");
        rules.put("consent", "consents to 'marketing' by 'sms'");
        rules.put("hours", "local hour between 9 and 18 and any view in last 2 days");
        rules.put("weekend", "weekday in (saturday, sunday)");
        rules.put("tracked_morning", "local hour < 12 and any purchase in last 5 days");
        rules.put("evening_views", "count(view where local hour >= 18 in last 4 days) >= 2");
        rules.put("not_both", "not (any view in last 1 day or any purchase in last 1 day)");
        rules.put("mean", "avg(purchase.amount in last 4 days) between 20 and 60");
        rules.put("most", "max(purchase.amount in last 3 days) > 70 or min(purchase.amount) < 5");
        rules.put("middle", "median(purchase.amount in last 6 days) >= 40");
        rules.put("broad", "distinct(view.item in last 2 days) >= 3");
        rules.put("first_item", "first purchase.item = 'mug'");
        rules.put("last_item", "last purchase.item != 'tea'");
        rules.put("last_three", "last 3 view all where channel = 'app'");
        rules.put("prior_month", "count(view in previous month) > count(view in this month)");
        rules.put("fixed", "any view between 2026-03-10 and 2026-03-12");
        rules.put("since", "count(view since 3 days ago) >= 2 and no purchase before 2026-03-05");
        rules.put("funnel_clean", "any sequence(view then purchase within 1 day without visit)");
        rules.put("left_frequent", "left segment 'frequent' in last 12 hours");
        rules.put("near", "distance(last place, 31.2304, 121.4737) < 1 km");
        rules.put("risk", "score('churn') > 0.5");
        rules.put("share", "count(view where channel = 'app' in last 3 days) / count(view in last 3 days) > 0.5");
        rules.put("weeks", "customer zone: count(event in this week) >= 5");
        rules.put("per_category", "any view and for any category: count(view in last 1 day) >= 2");
        rules.put("mood", "mood = 'keen'");
        rules.put("spent_tag", "spent > 60");
        rules.put("known_zone", "age is missing and days since first view >= 1");
        return Collections.unmodifiableMap(rules);
    }

    private static Map<String, Lexicon.Meaning> tags() {
        return Map.of(
                "spent", new Lexicon.Meaning.Rule(Parser.parse("sum(purchase.amount in last 36 hours)")),
                "mood",
                        new Lexicon.Meaning.FirstMatch(List.of(
                                new Lexicon.Meaning.Case(Parser.parse("in segment 'frequent'"), "keen"),
                                new Lexicon.Meaning.Case(Parser.parse("any purchase in last 2 days"), "calm"))));
    }

    /// All of them, with the tags that they name, by the clock of a zone.
    static Lexicon lexicon(String zone) {
        Map<String, Source> sources = new LinkedHashMap<>();
        ALL.forEach((id, rule) -> sources.put(id, Parser.parse(rule)));
        return new Lexicon(SmallPlan.plan(), new LocalClock(ZoneId.of(zone)), tags(), sources);
    }
}
