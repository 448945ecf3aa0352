package dev.limner.models;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The numbers of other programs, from the folder `golden` of the test resources (its README names who made
/// them).
public final class Golden {
    private Golden() {}

    /// A JSON file.
    public static JsonNode json(String name) {
        try (InputStream in = open(name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// The records of a CSV file with a header line.
    public static List<NamedCsvRecord> csv(String name) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(lines(name))) {
            return reader.stream().toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// A column of numbers of `records`.
    public static double[] column(List<NamedCsvRecord> records, String name) {
        return records.stream()
                .mapToDouble(line -> Double.parseDouble(line.getField(name)))
                .toArray();
    }

    /// An array of numbers.
    public static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /// An array of arrays of numbers.
    public static double[][] rows(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(Golden::numbers)
                .toArray(double[][]::new);
    }

    private static BufferedReader lines(String name) {
        return new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8));
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + name), name);
    }
}
