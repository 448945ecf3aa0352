package dev.limner.portrait;

import dev.limner.history.History;
import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why a customer has a tag's value: the definition with its numbers, the parameters in force, the events that
/// counted.
///
/// @param value as [Column#text] says; null where missing
/// @param events the places of the events that counted among all events of the customer, ascending
public record Why(
        String tag, @Nullable String value, Words sentence, List<Parameter> parameters, List<Integer> events) {
    private static final Phrases WORDS = Catalogue.WORDS;

    public Why {
        parameters = List.copyOf(parameters);
        events = List.copyOf(events);
    }

    /// Of one customer's tag, with what [WhyStudy] counted.
    public static Why of(Portraits portraits, People people, String tag, int customer, WhyStudy.Counted counted) {
        Column column = people.column(tag);
        List<Words> sentences = new ArrayList<>();
        Words value = spoken(column, customer);
        sentences.add(
                value == null
                        ? WORDS.say("why_missing", column.tag().title())
                        : WORDS.say("why_value", column.tag().title(), value));
        sentences.add(column.tag().description());
        List<Parameter> parameters = new ArrayList<>();
        switch (portraits.formula(tag)) {
            case HistoryFormula formula -> {
                Words reason = formula.reason(counted.days(), people.moment());
                if (reason != null) {
                    sentences.add(reason);
                }
                parameters.addAll(formula.settings());
            }
            case PopulationFormula<?> formula -> population(formula, people, customer, sentences, parameters);
        }
        sentences.add(counted(counted.days()));
        return new Why(tag, column.text(customer), joined(sentences), parameters, counted.events());
    }

    private static <P extends Parameters> void population(
            PopulationFormula<P> formula,
            People people,
            int customer,
            List<Words> sentences,
            List<Parameter> parameters) {
        P fitted = formula.parameters()
                .cast(Objects.requireNonNull(people.parameters().get(formula.model()), formula.model()));
        if (formula.value(people, customer, fitted) != History.MISSING) {
            sentences.add(formula.why(people, customer, fitted));
        }
        parameters.addAll(fitted.shown());
        LocalDate asOf = LocalDate.ofInstant(
                fitted.fitted().asOf(), people.moment().clock().zone());
        parameters.add(new Parameter(WORDS.say("fitted_as_of"), asOf.toString()));
        parameters.add(new Parameter(
                WORDS.say("fitted_customers"), Long.toString(fitted.fitted().customers())));
    }

    private static Words counted(int[] days) {
        return days.length == 0
                ? WORDS.say("why_no_event")
                : WORDS.say(
                        days[0] == days[days.length - 1] ? "why_events_of_a_day" : "why_events",
                        days.length,
                        LocalDate.ofEpochDay(days[0]),
                        LocalDate.ofEpochDay(days[days.length - 1]));
    }

    /// The value as one would say it, with its unit; null where missing.
    static @Nullable Words spoken(Column column, int customer) {
        String text = column.text(customer);
        if (text == null) {
            return null;
        }
        Tag tag = column.tag();
        Object said = switch (tag.type()) {
            case NUMBER, MONEY, INTEGER, DAYS -> new BigDecimal(text);
            case DATE -> LocalDate.parse(text);
            case CHOICE -> tag.values().get((int) column.value(customer)).title();
            case TEXT, INSTANT -> text;
        };
        return tag.unit() == null ? WORDS.say("value", said) : WORDS.say("value_of_unit", said, tag.unit());
    }

    private static Words joined(List<Words> sentences) {
        return new Words(
                String.join(" ", sentences.stream().map(Words::en).toList()),
                String.join("", sentences.stream().map(Words::zh).toList()));
    }
}
