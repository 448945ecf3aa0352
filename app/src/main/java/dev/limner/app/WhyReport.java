package dev.limner.app;

import dev.limner.event.Event;
import dev.limner.language.plan.Change;
import dev.limner.language.plan.Removal;
import dev.limner.language.plan.WhyAnswer;
import dev.limner.language.plan.WhyNode;
import dev.limner.portrait.Moment;
import dev.limner.problem.Words;
import dev.limner.workspace.Reason;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a customer is in a segment or is not, as the terminal tells it.
///
/// @param in whether the customer is in it
/// @param cited the events that decide, newest first; places in other lists are places in this one
/// @param until the instant at which time alone changes the answer
record WhyReport(
        String customer,
        String segment,
        Words aloud,
        String asOf,
        boolean in,
        Part why,
        List<Cited> cited,
        Without without,
        @Nullable Nearby change,
        @Nullable String until) {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final String LATER = "later";
    private static final Words NO_CHANGE =
            new Words("None of the single changes that were tried would flip it.", "试过的单项变化都不能改变结果。");

    /// A part of the condition.
    ///
    /// @param value null where missing
    /// @param definition the segment or tag that the parts inside belong to, where that is another one
    record Part(
            String text,
            @Nullable String value,
            List<Integer> events,
            @Nullable String definition,
            List<Part> parts) {}

    /// @param at ISO 8601 with the offset of the workspace's zone
    record Cited(String id, String type, String at) {}

    /// Events without which the answer would be the other one.
    ///
    /// @param events empty where no such events were found
    /// @param certain whether no fewer do that, or none
    record Without(List<Integer> events, boolean certain) {}

    /// @param kind `later`, `trait`, `more`, `fewer` or `earlier`
    record Nearby(String kind, Words sentence) {}

    /// @param all all events of the customer, in the order of a history
    static WhyReport of(String customer, String segment, Words aloud, Moment moment, Reason reason, List<Event> all) {
        WhyAnswer answer = reason.answer();
        ZoneId zone = moment.clock().zone();
        List<Integer> newest = answer.events().reversed();
        Change change = answer.change();
        return new WhyReport(
                customer,
                segment,
                aloud,
                moment.date().toString(),
                answer.value(),
                part(answer.tree(), newest),
                newest.stream()
                        .map(all::get)
                        .map(event -> new Cited(event.id(), event.type().name(), text(event.at(), zone)))
                        .toList(),
                switch (answer.removal()) {
                    case Removal.Flips(var events, var smallest) -> new Without(places(events, newest), smallest);
                    case Removal.None(var certain) -> new Without(List.of(), certain);
                },
                change == null
                        ? null
                        : new Nearby(
                                change.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                                answer.sentences().getLast()),
                reason.until() == null ? null : text(reason.until(), zone));
    }

    private static String text(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }

    private static Part part(WhyNode node, List<Integer> newest) {
        WhyNode.Opened opened = node.opened();
        return new Part(
                node.text(),
                node.value().value(),
                places(node.events(), newest),
                opened == null ? null : opened.name(),
                node.inside().stream().map(inside -> part(inside, newest)).toList());
    }

    private static List<Integer> places(List<Integer> events, List<Integer> newest) {
        return events.stream()
                .map(newest::indexOf)
                .filter(place -> place >= 0)
                .sorted()
                .toList();
    }

    /// Prints it as sentences, with the events that decide below.
    ///
    /// @param sentences on the parts that decide and the nearest change
    /// @param most how many events are named at the most
    void tell(PrintWriter out, List<Words> sentences, int most, String language) {
        out.printf(
                (in
                                ? new Words("%s is in %s, as of %s: %s%n", "截至 %3$s，%1$s 在 %2$s 中：%4$s%n")
                                : new Words("%s is not in %s, as of %s: %s%n", "截至 %3$s，%1$s 不在 %2$s 中：%4$s%n"))
                        .in(language),
                customer,
                segment,
                asOf,
                aloud.in(language));
        sentences.stream().skip(1).limit(parts(sentences)).forEach(sentence -> out.println(sentence.in(language)));
        out.println((change == null ? NO_CHANGE : change.sentence()).in(language));
        out.println(removal().in(language));
        if (until != null && !(change != null && change.kind().equals(LATER))) {
            String end = SHOWN.format(OffsetDateTime.parse(until));
            out.println(new Words("If nothing else happens, it stays so until " + end + ".", "如无其他变化，将保持到 " + end + "。")
                    .in(language));
        }
        cited(language, most).forEach(out::println);
    }

    /// How many sentences tell of parts: all but the first, which says whether it holds, and that on the change.
    private int parts(List<Words> sentences) {
        return sentences.size() - (change == null ? 1 : 2);
    }

    private Words removal() {
        int count = without.events().size();
        String enEnd = in ? "it would be out" : "it would be in";
        String zhEnd = in ? "便不在其中" : "便在其中";
        if (count == 0) {
            return without.certain()
                    ? new Words("No events taken away would change it.", "去掉任何事件都不会改变结果。")
                    : new Words("No events were found without which it would change.", "没有找到去掉后会改变结果的事件。");
        }
        if (count == 1) {
            return new Words("Without the event marked * " + enEnd + ".", "去掉带 * 的事件，" + zhEnd + "。");
        }
        String events = "the " + count + " events";
        return without.certain()
                ? new Words(
                        "Without %s marked * %s; no fewer would do.".formatted(events, enEnd),
                        "去掉带 * 的 %d 个事件，%s；少去掉任何一个都不行。".formatted(count, zhEnd))
                : new Words(
                        "Without %s marked * %s; perhaps fewer would do.".formatted(events, enEnd),
                        "去掉带 * 的 %d 个事件，%s；也许更少就够。".formatted(count, zhEnd));
    }

    private List<String> cited(String language, int most) {
        List<String> lines = new ArrayList<>();
        lines.add((cited.isEmpty()
                        ? new Words("No event counted.", "没有计入任何事件。")
                        : new Words("Events that counted: " + cited.size(), "计入的事件：" + cited.size() + " 个"))
                .in(language));
        for (int place = 0; place < Math.min(most, cited.size()); place++) {
            Cited event = cited.get(place);
            lines.add("%s %s  %-20s %s"
                    .formatted(
                            without.events().contains(place) ? "*" : " ",
                            SHOWN.format(OffsetDateTime.parse(event.at())),
                            event.type(),
                            event.id()));
        }
        if (most < cited.size()) {
            lines.add(new Words("(more; see --limit)", "（还有更多，见 --limit）").in(language));
        }
        return lines;
    }
}
