package dev.limner.portrait;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs a study over histories in memory, in so many groups that are merged afterwards, each with codes of its own.
/// Like a cluster it sends studies and answers as bytes.
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
                if (fill(
                        history,
                        customers.get(i),
                        study.needs().types(),
                        study.needs().properties(),
                        scope,
                        texts)) {
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
            History history,
            int customer,
            List<EventType> types,
            List<Property> properties,
            Scope scope,
            List<String> texts) {
        if (scope.customers() != null && !scope.customers().contains(customer)) {
            return false;
        }
        history.begin(customer);
        List<Event> kept = events.getOrDefault(customer, List.of()).stream()
                .filter(event -> types.contains(event.type()) && !event.at().isAfter(scope.asOf()))
                .sorted(Comparator.comparing(Event::at))
                .toList();
        int place = history.extend(kept.size());
        for (Event event : kept) {
            history.instants()[place] = LocalClock.micros(event.at());
            history.types()[place] = event.type().ordinal();
            for (Property property : properties) {
                history.values(property)[place] = value(event.values().get(property), texts);
            }
            place++;
        }
        return !kept.isEmpty();
    }

    private static long value(@Nullable Object value, List<String> texts) {
        return switch (value) {
            case null -> History.MISSING;
            case String text -> code(text, texts);
            case List<?> list ->
                code(Lists.encode(list.stream().map(String::valueOf).toList()), texts);
            case BigDecimal amount -> Money.kept(amount);
            case Integer number -> number;
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
