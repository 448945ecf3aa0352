package dev.limner.models.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Progress;
import dev.limner.models.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Counts and rules beside mlxtend's.
@Tag("shared-data")
class BasketsOnRealDataTest {
    private static final String FOLDER = "reference/golden-models/";
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    private int number(String name) {
        return numbers.computeIfAbsent(name, _ -> {
            names.add(name);
            return names.size() - 1;
        });
    }

    private static JsonNode golden(String set) {
        try {
            return new ObjectMapper()
                    .readTree(Files.readString(SharedData.path(FOLDER + "fpgrowth.json")))
                    .get(set);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Test
    void groceriesMatchMlxtend() {
        List<Set<Integer>> baskets = SharedData.lines("data/groceries/groceries.csv.gz").stream()
                .map(line -> Arrays.stream(line.split(",", -1))
                        .map(String::strip)
                        .map(this::number)
                        .collect(Collectors.<Integer>toSet()))
                .toList();
        check(baskets, golden("groceries"), "groceries", 0.001, 0.5);
    }

    @Test
    void invoicesMatchMlxtend() {
        Map<String, Set<Integer>> invoices = new LinkedHashMap<>();
        for (NamedCsvRecord line : SharedData.csv("data/online-retail/online_retail.csv.gz")) {
            if (!line.getField("CustomerID").isEmpty()
                    && Integer.parseInt(line.getField("Quantity")) > 0
                    && Double.parseDouble(line.getField("UnitPrice")) > 0) {
                invoices.computeIfAbsent(line.getField("InvoiceNo"), _ -> new TreeSet<>())
                        .add(number(line.getField("StockCode")));
            }
        }
        check(List.copyOf(invoices.values()), golden("online_retail_invoices"), "online_retail_invoices", 0.005, 0.6);
    }

    private void check(List<Set<Integer>> baskets, JsonNode golden, String name, double support, double confidence) {
        assertThat(baskets).hasSize(golden.get("baskets").asInt());
        assertThat(names).hasSize(golden.get("items").asInt());
        for (Map.Entry<String, JsonNode> entry : golden.get("by_support").properties()) {
            FrequentItemsets found = FrequentItemsets.of(
                    baskets, FrequentItemsets.Options.defaults(Double.parseDouble(entry.getKey())), Progress.SILENT);
            Map<String, Integer> byLength = new HashMap<>();
            found.itemsets()
                    .forEach(set -> byLength.merge(Integer.toString(set.items().size()), 1, Integer::sum));
            entry.getValue()
                    .get("by_length")
                    .properties()
                    .forEach(length -> assertThat(byLength)
                            .containsEntry(length.getKey(), length.getValue().asInt()));
            assertThat(found.itemsets())
                    .hasSize(entry.getValue().get("itemsets").asInt());
        }
        FrequentItemsets sets =
                FrequentItemsets.of(baskets, FrequentItemsets.Options.defaults(support), Progress.SILENT);
        for (NamedCsvRecord line : SharedData.csv(FOLDER + "itemsets_" + name + ".csv")) {
            assertThat(sets.count(items(line.getField("items")))).isEqualTo(Integer.parseInt(line.getField("count")));
        }
        List<AssociationRules.Rule> rules = AssociationRules.of(sets, confidence);
        assertThat(rules).hasSize(golden.get("rules").asInt());
        for (NamedCsvRecord line : SharedData.csv(FOLDER + "rules_" + name + ".csv")) {
            AssociationRules.Rule rule = rules.stream()
                    .filter(each -> each.antecedent().equals(items(line.getField("ante")))
                            && each.consequent().equals(items(line.getField("cons"))))
                    .findFirst()
                    .orElseThrow();
            // The file gives nine digits behind the point.
            assertThat(rule.support()).isCloseTo(value(line, "support"), within(1e-9));
            assertThat(rule.confidence()).isCloseTo(value(line, "confidence"), within(1e-9));
            assertThat(rule.lift()).isCloseTo(value(line, "lift"), within(1e-9));
            assertThat(rule.leverage()).isCloseTo(value(line, "leverage"), within(1e-9));
            assertThat(rule.conviction()).isCloseTo(value(line, "conviction"), within(1e-9));
            assertThat(rule.adjustedP()).isLessThan(1e-6);
        }
    }

    private static double value(NamedCsvRecord line, String name) {
        String text = line.getField(name);
        return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    private List<Integer> items(String field) {
        return Arrays.stream(field.split("\\|", -1))
                .map(String::strip)
                .map(name -> numbers.getOrDefault(name, -1))
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
