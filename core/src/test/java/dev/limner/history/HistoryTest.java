package dev.limner.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.Sensitivity;
import dev.limner.event.ValueType;
import dev.limner.problem.Words;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Words TITLE = new Words("title", "标题");
    private static final Property AMOUNT = new Property(0, "amount", ValueType.MONEY, TITLE, Sensitivity.PUBLIC);
    private static final Property ITEM = new Property(1, "item", ValueType.TEXT, TITLE, Sensitivity.PUBLIC);
    private static final Property WEIGHT = new Property(2, "weight", ValueType.NUMBER, TITLE, Sensitivity.PUBLIC);
    private static final EventType ORDER = new EventType(3, "order", TITLE, List.of(AMOUNT, WEIGHT));
    private static final EventType VISIT = new EventType(4, "visit", TITLE, List.of());

    private static History history() {
        return new History(List.of(WEIGHT, AMOUNT), code -> "text " + code);
    }

    private static void fill(History history, int events) {
        int first = history.extend(events);
        for (int event = first; event < first + events; event++) {
            history.types()[event] = event % 2 == 0 ? ORDER.ordinal() : VISIT.ordinal();
            history.instants()[event] = event * 10L;
            history.values(AMOUNT)[event] = event % 3 == 0 ? History.MISSING : event;
            history.values(WEIGHT)[event] = event % 3 == 0 ? History.MISSING : Double.doubleToLongBits(event / 4.0);
        }
    }

    @Test
    void itKeepsAllEventsHoweverOftenItGrows() {
        History history = history();
        history.begin(5);
        for (int more : new int[] {1, 63, 1, 200, 0, 4000}) {
            fill(history, more);
        }
        assertThat(history.customer()).isEqualTo(5);
        assertThat(history.size()).isEqualTo(4265);
        for (int event = 0; event < history.size(); event++) {
            assertThat(history.at(event)).isEqualTo(event * 10L);
            assertThat(history.is(ORDER, event)).isEqualTo(event % 2 == 0);
            assertThat(history.type(event)).isEqualTo(event % 2 == 0 ? 3 : 4);
            assertThat(history.has(AMOUNT, event)).isEqualTo(event % 3 != 0);
            assertThat(history.value(AMOUNT, event)).isEqualTo(event % 3 == 0 ? History.MISSING : event);
            assertThat(history.number(WEIGHT, event))
                    .isEqualTo(Double.valueOf(event % 3 == 0 ? Double.NaN : event / 4.0));
        }
    }

    @Test
    void theNextCustomerBeginsEmpty() {
        History history = history();
        history.begin(5);
        fill(history, 100);
        history.begin(6);
        assertThat(history.customer()).isEqualTo(6);
        assertThat(history.size()).isZero();
        assertThat(history.extend(2)).isZero();
    }

    @Test
    void aPropertyThatNobodyAskedForIsRefusedByName() {
        History history = history();
        history.begin(0);
        history.extend(1);
        assertThatThrownBy(() -> history.value(ITEM, 0)).hasMessageContaining("item");
        assertThatThrownBy(() -> new History(List.of(), String::valueOf).value(ITEM, 0))
                .hasMessageContaining("item");
    }

    @Test
    void textsAreThoseOfTheEngine() {
        assertThat(history().text(7)).isEqualTo("text 7");
    }
}
