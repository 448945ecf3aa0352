package dev.limner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Columns of other files beside those of the rows.
class JoinsTest {
    private static final MemoryRows ORDERS = MemoryRows.of(
            List.of("order", "item"), List.of(List.of("o1", "tea"), List.of("o2", "gone"), List.of("o3")));

    private static Rows joined(List<List<String>> catalogue) {
        Mapping.Join join = new Mapping.Join("items.csv", null, "item", "sku", Map.of("category", "class"));
        Rows.Format files = (file, format) -> (file.endsWith("items.csv")
                        ? MemoryRows.of(List.of("sku", "class"), catalogue)
                        : ORDERS)
                .open(file, format);
        return new Joins(files, List.of(join), Path.of("")).open(Path.of("orders.csv"), Mapping.Format.DETECTED);
    }

    private static Rows.Row next(Rows rows) {
        return Objects.requireNonNull(rows.next());
    }

    @Test
    void aRowBearsWhatTheOtherFileSaysOfItsKey() {
        Rows rows = joined(List.of(List.of("tea", "drinks"), List.of("cup", "ware")));
        assertThat(rows.columns()).containsExactly("order", "item", "category");
        assertThat(next(rows).fields()).containsExactly("o1", "tea", "drinks");
        assertThat(next(rows).fields()).containsExactly("o2", "gone", "");
        assertThat(next(rows).broken()).isEqualTo("wrong_number_of_fields");
        assertThat(rows.next()).isNull();
    }

    @Test
    void theFingerprintOfARowDoesNotHangOnTheOtherFile() {
        assertThat(next(joined(List.of(List.of("tea", "drinks")))).content()).containsExactly("o1", "tea");
    }

    @Test
    void aKeyThatIsSaidTwiceAlikeIsFineAndOtherwiseRefused() {
        assertThat(next(joined(List.of(List.of("tea", "drinks"), List.of("tea", "drinks"))))
                        .fields())
                .contains("drinks");
        assertThatThrownBy(() -> joined(List.of(List.of("tea", "drinks"), List.of("tea", "herbs"))))
                .hasMessageStartingWith("JOIN_AMBIGUOUS");
    }
}
