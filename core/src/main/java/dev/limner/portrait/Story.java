package dev.limner.portrait;

import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one line that says who a customer is: where they stand, how often they buy, what they like, what
/// they are
/// worth.
///
/// It reads the tags that come with Limner; what a workspace does not have is left out.
public final class Story {
    private static final Phrases WORDS = Catalogue.WORDS;

    private final People people;
    private final int customer;

    private Story(People people, int customer) {
        this.people = people;
        this.customer = customer;
    }

    public static Words of(People people, int customer) {
        Story story = new Story(people, customer);
        List<Words> parts = new ArrayList<>();
        String state = story.text("lifecycle");
        parts.add(story.opening(state));
        if (state != null) {
            story.rhythm(state, parts);
            String item = story.text("favourite_item");
            if (item != null) {
                parts.add(WORDS.say("story_favourite", item));
            }
            story.worth(parts);
        }
        return new Words(
                String.join("; ", parts.stream().map(Words::en).toList()) + ".",
                String.join("；", parts.stream().map(Words::zh).toList()) + "。");
    }

    private Words opening(@Nullable String state) {
        if (state == null) {
            return WORDS.say("story_no_order");
        }
        String first = text("first_order");
        long quiet = whole("days_since_last_order");
        return switch (state) {
            case "new" -> first == null ? WORDS.say("story_active") : WORDS.say("story_new", LocalDate.parse(first));
            case "returned" -> WORDS.say("story_returned", whole("gap_before_last_order"));
            case "dormant" -> WORDS.say("story_dormant", quiet);
            case "lost" -> WORDS.say("story_lost", quiet);
            default ->
                first == null ? WORDS.say("story_active") : WORDS.say("story_active_since", LocalDate.parse(first));
        };
    }

    private void rhythm(String state, List<Words> parts) {
        double cadence = number("cadence");
        if (Double.isNaN(cadence)) {
            long orders = whole("orders");
            if (orders > 0) {
                parts.add(WORDS.say("story_orders", orders));
            }
            return;
        }
        boolean past = state.equals("dormant") || state.equals("lost");
        parts.add(WORDS.say(past ? "story_rhythm_past" : "story_rhythm", every(cadence)));
    }

    private static Words every(double days) {
        if (days < 1.5) {
            return WORDS.say("every_day");
        } else if (days < 14) {
            return WORDS.say("every_days", Math.round(days));
        } else if (days < 60) {
            return WORDS.say("every_weeks", Math.round(days / 7));
        } else if (days < 548) {
            return WORDS.say("every_months", Math.round(days * 12 / 365.25));
        }
        return WORDS.say("every_years", Math.round(days / 365.25));
    }

    private void worth(List<Words> parts) {
        String ofYear = text("spend_last_365_days");
        String all = text("spend");
        String first = text("first_order");
        boolean aYear = first != null
                && LocalDate.parse(first).isBefore(people.moment().date().minusDays(365));
        if (aYear && ofYear != null && new BigDecimal(ofYear).signum() > 0) {
            parts.add(WORDS.say("story_worth", rounded(ofYear)));
        } else if (all != null && new BigDecimal(all).signum() > 0) {
            parts.add(WORDS.say("story_spent", rounded(all)));
        }
    }

    /// To whole units from 100 on.
    private static BigDecimal rounded(String amount) {
        BigDecimal exact = new BigDecimal(amount);
        return exact.setScale(exact.compareTo(BigDecimal.valueOf(100)) >= 0 ? 0 : 2, RoundingMode.HALF_EVEN);
    }

    private @Nullable String text(String tag) {
        return people.has(tag) ? people.column(tag).text(customer) : null;
    }

    private double number(String tag) {
        return people.has(tag) ? people.column(tag).number(customer) : Double.NaN;
    }

    private long whole(String tag) {
        double number = number(tag);
        return Double.isNaN(number) ? 0 : (long) number;
    }
}
