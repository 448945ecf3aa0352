package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.duckdb.DefinitionLog.Revision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionLogTest {
    private static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private static Map<DefinitionLog.Key, @Nullable String> changes(@Nullable String... idsAndContents) {
        Map<DefinitionLog.Key, @Nullable String> changes = new LinkedHashMap<>();
        for (int i = 0; i < idsAndContents.length; i += 2) {
            changes.put(new DefinitionLog.Key("segment", String.valueOf(idsAndContents[i])), idsAndContents[i + 1]);
        }
        return changes;
    }

    private static Map<DefinitionLog.Key, @Nullable String> state(String... idsAndContents) {
        return changes(idsAndContents);
    }

    @Test
    void eachVersionIsKeptAndTheLastIsInForce() {
        try (Shop shop = new Shop(folder)) {
            DefinitionLog log = new DefinitionLog(shop.store());
            assertThat(log.asOf(7)).isEmpty();
            assertThat(log.versions()).isEmpty();
            assertThat(log.apply(changes("b", "1", "a", "1"), "first", MAY)).isEqualTo(1);
            assertThat(log.apply(changes("a", null, "c\nd", "1"), "", MAY.plusSeconds(1)))
                    .isEqualTo(2);
            assertThat(log.apply(changes("a", "2"), "it's back", MAY.plusSeconds(2)))
                    .isEqualTo(3);
        }
        try (Shop shop = new Shop(folder)) {
            DefinitionLog log = new DefinitionLog(shop.store());
            assertThat(log.asOf(1)).isEqualTo(state("b", "1", "a", "1"));
            assertThat(log.asOf(1).keySet().iterator().next().id()).isEqualTo("b");
            assertThat(log.asOf(2)).isEqualTo(state("b", "1", "c\nd", "1"));
            assertThat(log.asOf(Integer.MAX_VALUE)).isEqualTo(state("b", "1", "c\nd", "1", "a", "2"));
            assertThat(log.versions())
                    .containsExactly(
                            new DefinitionLog.Version(3, MAY.plusSeconds(2), "it's back", List.of("a")),
                            new DefinitionLog.Version(2, MAY.plusSeconds(1), "", List.of("a", "c\nd")),
                            new DefinitionLog.Version(1, MAY, "first", List.of("b", "a")));
            assertThat(log.revisions(new DefinitionLog.Key("segment", "a")))
                    .containsExactly(
                            new Revision(3, MAY.plusSeconds(2), "it's back", "2"), new Revision(1, MAY, "first", "1"));
            assertThat(log.revisions(new DefinitionLog.Key("tag", "a"))).isEmpty();
        }
    }

    @Test
    void aStoreOfTheFirstVersionIsUpgradedInPlace() {
        try (Shop shop = new Shop(folder)) {
            shop.load("till", List.of(Shop.Line.sold("ann", "2026-01-01T00:00:00Z", "tea")));
            for (String table : List.of("definition", "definition_version", "stay")) {
                shop.store().with(connection -> Sql.execute(connection, "DROP TABLE " + table));
            }
            shop.store()
                    .with(connection -> Sql.execute(connection, "UPDATE meta SET value = '1' WHERE name = 'schema'"));
        }
        try (Shop shop = new Shop(folder)) {
            assertThat(shop.store().customers().size()).isEqualTo(1);
            assertThat(new DefinitionLog(shop.store()).apply(changes("a", "1"), "", MAY))
                    .isEqualTo(1);
            List<String> version = shop.store()
                    .with(connection -> Sql.list(
                            connection, row -> row.getString(1), "SELECT value FROM meta WHERE name = 'schema'"));
            assertThat(version).containsExactly(Integer.toString(Schema.VERSION));
        }
    }
}
