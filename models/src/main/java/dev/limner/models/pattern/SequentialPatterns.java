package dev.limner.models.pattern;

import dev.limner.models.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All series of items that at least so many sequences hold in this order, with anything in between:
/// PrefixSpan, Pei and others, ICDE 2001.
public final class SequentialPatterns {
    private SequentialPatterns() {}

    /// Items in their order and how many sequences hold them so.
    public record Pattern(List<Integer> items, int count) {
        public Pattern {
            items = List.copyOf(items);
        }
    }

    /// What to look for.
    ///
    /// @param least the fewest sequences, at least 1
    /// @param longest the most items of a pattern
    public record Options(int least, int longest) {
        public Options {
            if (least < 1 || longest < 1) {
                throw new IllegalArgumentException("least " + least + ", longest " + longest);
            }
        }

        /// Patterns of at most 5 items in at least `least` sequences.
        public static Options defaults(int least) {
            return new Options(least, 5);
        }
    }

    /// The patterns of `sequences`, each the items of one customer in time order; the most frequent first.
    public static List<Pattern> of(List<List<Integer>> sequences, Options options, Progress progress) {
        List<Suffix> all = new ArrayList<>();
        for (int s = 0; s < sequences.size(); s++) {
            all.add(new Suffix(s, 0));
        }
        List<Pattern> found = new ArrayList<>();
        new Search(sequences, options, found, progress).grow(List.of(), all);
        found.sort(Comparator.comparingInt((Pattern pattern) -> -pattern.count)
                .thenComparingInt(pattern -> pattern.items.size())
                .thenComparing(pattern -> pattern.items.toString()));
        return List.copyOf(found);
    }

    /// What is left of a sequence after the first occurrence of a prefix.
    private record Suffix(int sequence, int from) {}

    private record Search(List<List<Integer>> sequences, Options options, List<Pattern> found, Progress progress) {
        void grow(List<Integer> prefix, List<Suffix> suffixes) {
            Map<Integer, List<Suffix>> next = new TreeMap<>();
            for (Suffix suffix : suffixes) {
                List<Integer> items = sequences.get(suffix.sequence);
                for (int at = suffix.from; at < items.size(); at++) {
                    List<Suffix> after = next.computeIfAbsent(items.get(at), _ -> new ArrayList<>());
                    if (after.isEmpty() || after.getLast().sequence != suffix.sequence) {
                        after.add(new Suffix(suffix.sequence, at + 1));
                    }
                }
            }
            int done = 0;
            for (Map.Entry<Integer, List<Suffix>> entry : next.entrySet()) {
                done++;
                if (entry.getValue().size() < options.least) {
                    continue;
                }
                List<Integer> longer = new ArrayList<>(prefix);
                longer.add(entry.getKey());
                found.add(new Pattern(longer, entry.getValue().size()));
                if (longer.size() < options.longest) {
                    grow(longer, entry.getValue());
                }
                if (prefix.isEmpty()) {
                    progress.report(done / (double) next.size());
                }
            }
        }
    }
}
