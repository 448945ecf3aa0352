package dev.limner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeneratorTest {
    @Test
    void theSameShapeGivesTheSameBytesAndAsManyLinesAsAsked(@TempDir Path folder) throws IOException {
        Generator.Shape shape = Generator.Shape.ofLines(20_000);
        Generator.write(folder.resolve("a"), shape);
        Generator.write(folder.resolve("b"), shape);

        assertThat(folder.resolve("a/data/shop.csv")).hasSameBinaryContentAs(folder.resolve("b/data/shop.csv"));
        List<String> lines = Files.readAllLines(folder.resolve("a/data/shop.csv"));
        assertThat(lines).hasSize(20_001);
        assertThat(lines.stream().skip(1))
                .allMatch(line -> line.matches(
                        "[OR]\\d{9},I\\d{5},-?\\d+,\\d+\\.\\d\\d,\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d*"));
        assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)[4])).isSorted();
    }

    @Test
    void ranksAreDrawnInProportionToTheirPower() {
        Zipf zipf = new Zipf(100, 1);
        SplittableRandom random = new SplittableRandom(1);
        int draws = 1_000_000;
        long firsts =
                IntStream.range(0, draws).filter(_ -> zipf.draw(random) == 0).count();
        double expected =
                1 / IntStream.rangeClosed(1, 100).mapToDouble(k -> 1.0 / k).sum();

        // Four standard errors of a share of a million draws.
        assertThat((double) firsts / draws).isCloseTo(expected, offset(4 * Math.sqrt(expected / draws)));
    }
}
