package dev.limner.server;

import dev.limner.event.Event;
import dev.limner.language.Checked;
import dev.limner.language.Type;
import dev.limner.language.plan.Change;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Removal;
import dev.limner.language.plan.WhyAnswer;
import dev.limner.language.plan.WhyNode;
import dev.limner.problem.Words;
import dev.limner.workspace.Definitions;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Why a condition holds for a customer, or does not, and what would change that.
final class WhyResource {
    private WhyResource() {}

    record WhyQuestion(@Nullable String text, @Nullable JsonNode tree, String customer) {}

    /// @param cited the events that decide, newest first; places in other lists are places in this one
    /// @param until the instant at which time alone changes the answer
    record WhyConditionView(
            boolean holds,
            Words sentence,
            WhyPart tree,
            List<CitedEvent> cited,
            @Nullable WhyRemoval removal,
            @Nullable WhyChange change,
            @Nullable String until) {}

    /// @param start with `end` where it stands in the text of its definition
    /// @param value null where missing
    /// @param definition the segment or tag that the parts inside belong to, where that is another one
    record WhyPart(
            String text,
            int start,
            int end,
            Type type,
            @Nullable String value,
            List<Integer> events,
            @Nullable String definition,
            List<WhyPart> children) {}

    record CitedEvent(String id, String type, String at) {}

    /// Events without which the answer would be the other one.
    ///
    /// @param smallest whether no set of fewer events does that
    record WhyRemoval(List<Integer> events, boolean smallest) {}

    record WhyChange(String kind, Words sentence) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        Routes.WORKSPACE + "/segments/rules/{segment}/customers/{customer}/why",
                        "Why a customer is in a segment or is not, and what would change that.",
                        List.of(Asked.AS_OF),
                        WhyConditionView.class,
                        request -> {
                            Asked asked = Asked.of(request, desks);
                            Definitions definitions = asked.desk().workspace().definitions();
                            return why(
                                    asked,
                                    definitions,
                                    definitions.lexicon().segment(request.pathParam("segment")),
                                    request.pathParam("customer"));
                        }),
                Route.post(
                        Routes.WORKSPACE + "/language/why",
                        "Why a customer fulfils a condition or does not, and what would change that.",
                        List.of(Asked.AS_OF),
                        WhyQuestion.class,
                        WhyConditionView.class,
                        request -> {
                            Asked asked = Asked.of(request, desks);
                            WhyQuestion question = asked.body(WhyQuestion.class);
                            Definitions definitions = asked.desk().workspace().definitions();
                            Lexicon lexicon = definitions.lexicon();
                            return why(
                                    asked,
                                    definitions,
                                    Expression.condition(question.text(), question.tree(), lexicon),
                                    question.customer());
                        }));
    }

    private static WhyConditionView why(Asked asked, Definitions definitions, Checked condition, String customer) {
        Desk desk = asked.desk();
        Sight sight = asked.sight();
        int number = sight.customer(customer);
        Caller.about(asked.request(), "customer " + number);
        Reason reason = desk.why(definitions, condition, number, asked.moment());
        WhyAnswer answer = reason.answer();
        List<Event> all = desk.events(number, asked.moment());
        List<Integer> newest = answer.events().reversed();
        Map<Integer, Integer> places = new HashMap<>();
        for (int place = 0; place < newest.size(); place++) {
            places.put(newest.get(place), place);
        }
        Change change = answer.change();
        List<Words> sentences = answer.sentences();
        String texts = texts(answer.tree());
        return new WhyConditionView(
                answer.value(),
                sight.sentence(
                        texts, together(change == null ? sentences : sentences.subList(0, sentences.size() - 1))),
                part(answer.tree(), places, sight),
                newest.stream()
                        .map(all::get)
                        .map(event -> new CitedEvent(event.id(), event.type().name(), asked.text(event.at())))
                        .toList(),
                removal(answer.removal(), places),
                change == null
                        ? null
                        : new WhyChange(
                                change.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                                sight.sentence(texts, sentences.getLast())),
                asked.textOrNull(reason.until()));
    }

    private static Words together(List<Words> sentences) {
        return new Words(
                String.join(" ", sentences.stream().map(Words::en).toList()),
                String.join("", sentences.stream().map(Words::zh).toList()));
    }

    private static @Nullable WhyRemoval removal(Removal removal, Map<Integer, Integer> places) {
        return switch (removal) {
            case Removal.Flips(var events, var smallest) -> new WhyRemoval(places(events, places), smallest);
            case Removal.None _ -> null;
        };
    }

    private static List<Integer> places(List<Integer> events, Map<Integer, Integer> places) {
        List<Integer> found = new ArrayList<>();
        for (int event : events) {
            Integer place = places.get(event);
            if (place != null) {
                found.add(place);
            }
        }
        return found.stream().sorted().toList();
    }

    /// The texts of all parts, those of definitions inside among them.
    private static String texts(WhyNode node) {
        return node.text() + " "
                + node.inside().stream().map(WhyResource::texts).collect(Collectors.joining(" "));
    }

    private static WhyPart part(WhyNode node, Map<Integer, Integer> places, Sight sight) {
        WhyNode.Opened opened = node.opened();
        return new WhyPart(
                node.text(),
                node.span().start(),
                node.span().end(),
                node.value().type(),
                sight.value(texts(node), node.value().value()),
                places(node.events(), places),
                opened == null ? null : opened.name(),
                node.inside().stream()
                        .map(inside -> part(inside, places, sight))
                        .toList());
    }
}
