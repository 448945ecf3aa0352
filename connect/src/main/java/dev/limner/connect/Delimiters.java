package dev.limner.connect;

import dev.limner.problem.Words;
import dev.limner.source.Confidence;
import dev.limner.source.Finding;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which delimiter stands between the fields of a text file: the one that cuts most lines of the sample
/// into the same number of fields, two at the least; among those that do so equally well, the one that cuts
/// into more. A run of blanks is considered only where none of the others cuts nine lines in ten alike.
final class Delimiters {
    private static final List<Character> USUAL = List.of(',', '\t', ';', '|');
    private static final double NEARLY_ALL = 0.9;
    private static final double HARDLY_ANY_EXCEPTION = 0.98;

    private Delimiters() {}

    /// How one delimiter cuts the sample: the number of fields that most lines have, and their share.
    private record Cut(char delimiter, int fields, double share) {}

    static Finding detect(byte[] sample, Encodings.Found encoding) {
        List<String> lines = lines(sample, encoding.charset(), encoding.mark());
        @Nullable Cut best = best(lines, USUAL);
        if (best == null || best.share < NEARLY_ALL) {
            Cut blanks = best(lines, List.of(' '));
            best = blanks != null && (best == null || blanks.share > best.share) ? blanks : best;
        }
        if (best == null) {
            return found(",", Confidence.GUESS, "no delimiter cuts the lines into fields", "没有分隔符能把各行切成多个字段");
        }
        long percent = Math.round(100 * best.share);
        return found(
                String.valueOf(best.delimiter),
                best.share >= HARDLY_ANY_EXCEPTION ? Confidence.SURE : Confidence.LIKELY,
                "%d %% of the sampled lines have %d fields by it".formatted(percent, best.fields),
                "按此分隔，样本中 %d%% 的行有 %d 个字段".formatted(percent, best.fields));
    }

    private static @Nullable Cut best(List<String> lines, List<Character> delimiters) {
        Cut best = null;
        for (char delimiter : delimiters) {
            Cut cut = cut(lines, delimiter);
            if (cut.fields >= 2
                    && (best == null
                            || cut.share > best.share + 0.02
                            || (cut.share > best.share - 0.02 && cut.fields > best.fields))) {
                best = cut;
            }
        }
        return best;
    }

    private static Cut cut(List<String> lines, char delimiter) {
        FieldCutter cutter = new FieldCutter(delimiter);
        Map<Integer, Integer> counts = new HashMap<>();
        boolean open = false;
        int records = 0;
        for (String line : lines) {
            if (line.isEmpty()) {
                continue;
            }
            open = open ? cutter.goOn("\n", line) : cutter.begin(line);
            if (!open) {
                records++;
                counts.merge(cutter.fields().size(), 1, Integer::sum);
            }
        }
        Map.Entry<Integer, Integer> most =
                counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(Map.entry(0, 0));
        return new Cut(delimiter, most.getKey(), most.getValue() / (double) Math.max(1, records));
    }

    /// The whole lines of the sample, at most a thousand.
    private static List<String> lines(byte[] sample, Charset charset, int mark) {
        String text = new String(sample, mark, sample.length - mark, charset);
        List<String> lines = text.lines().limit(1000).toList();
        return lines.size() > 1 && lines.size() < 1000 && !text.endsWith("\n")
                ? lines.subList(0, lines.size() - 1)
                : lines;
    }

    private static Finding found(String delimiter, Confidence confidence, String en, String zh) {
        return new Finding("format.delimiter", delimiter, confidence, new Words(en, zh));
    }
}
