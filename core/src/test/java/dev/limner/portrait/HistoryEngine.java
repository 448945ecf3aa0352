package dev.limner.portrait;

import dev.limner.engine.Engine;
import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.event.Lists;
import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.portrait.Shop.Event;
import dev.limner.work.Work;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs a study over histories in memory, in so many groups that are merged afterwards, each with codes of
/// its own.
/// Like a cluster it sends studies and answers as bytes. Events that need not be read are left out in every
/// other
/// group, so that an answer that depends on it shows.
public final class HistoryEngine implements Engine {
    private final Map<Integer, List<Event>> events;
    private final int groups;

    HistoryEngine(Map<Integer, List<Event>> events, int groups) {
        this.events = events;
        this.groups = groups;
    }

    @Override
    public <A> A run(Study<A> asked, Scope scope, Work work) {
        List<Integer> customers = List.copyOf(events.keySet());
        A all = asked.start();
        for (int group = 0; group < groups; group++) {
            Study<A> study = sent(asked);
            A answer = study.start();
            List<String> texts = new ArrayList<>();
            History history = new History(study.needs().properties(), code -> texts.get((int) code));
            for (int i = customers.size() * group / groups; i < customers.size() * (group + 1) / groups; i++) {
                if (fill(history, customers.get(i), study.needs(), group % 2 == 1, scope, texts)) {
                    study.add(answer, history);
                }
            }
            all = study.merge(all, sent(answer));
        }
        return all;
    }

    @SuppressWarnings("unchecked") // what was written is read
    private static <T> T sent(T what) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(what);
            }
            return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private boolean fill(
            History history, int customer, Needs needs, boolean skipping, Scope scope, List<String> texts) {
        if (scope.customers() != null && !scope.customers().contains(customer)) {
            return false;
        }
        history.begin(customer);
        List<Event> kept = events.getOrDefault(customer, List.of()).stream()
                .filter(event -> needs.types().contains(event.type()) && exists(event, scope))
                .filter(event ->
                        !skipping || !event.at().isBefore(needs.since().getOrDefault(event.type(), Instant.MIN)))
                .sorted(Comparator.comparing(Event::at).thenComparing(Event::known))
                .toList();
        int place = history.extend(kept.size());
        for (Event event : kept) {
            history.instants()[place] = LocalClock.micros(event.at());
            history.types()[place] = event.type().ordinal();
            for (Property property : needs.properties()) {
                history.values(property)[place] = value(event.values().get(property), texts);
            }
            place++;
        }
        return !kept.isEmpty();
    }

    private static boolean exists(Event event, Scope scope) {
        boolean known =
                scope.mode() == Scope.Mode.AS_CORRECTED || !event.known().isAfter(scope.asOf());
        boolean asked = scope.from() == null || !event.at().isBefore(scope.from());
        return known && asked && !event.at().isAfter(scope.asOf());
    }

    private static long value(@Nullable Object value, List<String> texts) {
        return switch (value) {
            case null -> History.MISSING;
            case String text -> code(text, texts);
            case List<?> list ->
                code(Lists.encode(list.stream().map(String::valueOf).toList()), texts);
            case BigDecimal amount -> Money.kept(amount);
            case Integer number -> number;
            case Instant instant -> LocalClock.micros(instant);
            default -> throw new AssertionError(value);
        };
    }

    private static long code(String text, List<String> texts) {
        if (!texts.contains(text)) {
            texts.add(text);
        }
        return texts.indexOf(text);
    }
}
