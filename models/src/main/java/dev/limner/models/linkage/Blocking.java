package dev.limner.models.linkage;

import dev.limner.models.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Which pairs of rows are worth comparing: those that agree in the keys of at least one of several passes,
/// each pair once. Needs 8 bytes a row and pass at a time, and never holds the pairs.
///
/// A block that is too large is left out and reported: people who agree in something that common must agree in
/// another pass to be found.
public final class Blocking {
    private static final int PARTS = 64;

    private final List<String> names;
    private final int[][] keys;
    private final int[] masks;
    private final int largestBlock;
    private final List<Set<Integer>> giants = new ArrayList<>();
    private final List<PassReport> report = new ArrayList<>();
    private final long bound;

    private Blocking(List<String> names, int[][] keys, int[] masks, int largestBlock) {
        this.names = names;
        this.keys = keys;
        this.masks = masks;
        this.largestBlock = largestBlock;
        long pairs = 0;
        for (int mask : masks) {
            Blocks blocks = Blocks.of(keys, mask);
            Set<Integer> giant = new HashSet<>();
            long rows = 0;
            for (int block = 0; block < blocks.count(); block++) {
                if (blocks.size(block) > largestBlock) {
                    giant.add(Blocks.hash(keys, mask, blocks.row(blocks.start(block))));
                    rows += blocks.size(block);
                }
            }
            giants.add(giant);
            long ofPass = blocks.pairs(largestBlock);
            report.add(new PassReport(keysOf(mask), ofPass, blocks.largest(), giant.size(), rows));
            pairs += ofPass;
        }
        bound = pairs;
    }

    /// What one pass holds.
    ///
    /// @param keys the columns in which rows agree
    /// @param pairs how many pairs its blocks hold, those of other passes among them
    /// @param largestBlock the rows of the largest block
    /// @param blocksLeftOut how many blocks were too large
    /// @param rowsLeftOut how many rows those have
    public record PassReport(List<String> keys, long pairs, int largestBlock, int blocksLeftOut, long rowsLeftOut) {
        public PassReport {
            keys = List.copyOf(keys);
        }
    }

    /// How passes are chosen.
    ///
    /// @param largestBlock the rows of the largest block that is compared
    /// @param pairsPerRow how many pairs a row the passes may hold together, counted with repetition
    /// @param floor so many pairs are allowed in any case
    public record Options(int largestBlock, double pairsPerRow, long floor) {
        public Options {
            if (largestBlock < 2 || !(pairsPerRow > 0) || floor < 0) {
                throw new IllegalArgumentException(
                        "largest block " + largestBlock + ", pairs a row " + pairsPerRow + ", floor " + floor);
            }
        }

        /// Blocks of at most 1,000 rows, 60 pairs a row, at least 200,000 pairs.
        public static Options defaults() {
            return new Options(1_000, 60, 200_000);
        }
    }

    /// Receives pairs of rows; each belongs to one thread.
    @FunctionalInterface
    public interface Pairs {
        /// Hears of a pair, `left` < `right`.
        void accept(int left, int right);
    }

    /// These passes over `records`.
    public static Blocking of(Records records, List<Pass> passes, Options options) {
        List<String> names =
                passes.stream().flatMap(pass -> pass.keys().stream()).distinct().toList();
        int[] masks = passes.stream()
                .mapToInt(pass -> pass.keys().stream()
                        .mapToInt(key -> 1 << names.indexOf(key))
                        .reduce(0, (a, b) -> a | b))
                .toArray();
        return new Blocking(names, codes(records, names), masks, options.largestBlock);
    }

    /// Passes over the columns called `names`, chosen by what they cost: a column alone where it is rare
    /// enough that its blocks are small, then the pairs of the others, cheapest first, and three together for
    /// those pairs that cost too much or have blocks too large.
    public static Blocking chosen(Records records, List<String> names, Options options) {
        int[][] keys = codes(records, names);
        int rows = records.size();
        List<Integer> chosen = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        long budget = Math.max(options.floor, Math.round(options.pairsPerRow * rows));
        for (int key = 0; key < keys.length; key++) {
            Blocks blocks = Blocks.of(keys, 1 << key);
            long pairs = blocks.pairs(options.largestBlock);
            if (blocks.largest() <= options.largestBlock && pairs <= budget / 12) {
                chosen.add(1 << key);
                budget -= pairs;
            } else {
                others.add(key);
            }
        }
        List<Integer> pairs = new ArrayList<>();
        for (int first : others) {
            others.stream().filter(second -> second > first).forEach(second -> pairs.add((1 << first) | (1 << second)));
        }
        Set<Integer> refined = new HashSet<>();
        budget = choose(keys, pairs, budget * 3 / 4, options, chosen, refined) + budget / 4;
        List<Integer> triples = refined.stream()
                .flatMap(pair ->
                        others.stream().filter(key -> ((pair >> key) & 1) == 0).map(key -> pair | (1 << key)))
                .distinct()
                .filter(triple -> chosen.stream().noneMatch(pass -> (triple & pass) == pass && !refined.contains(pass)))
                .sorted()
                .toList();
        choose(keys, triples, budget, options, chosen, new HashSet<>());
        int[] masks = chosen.stream().mapToInt(Integer::intValue).toArray();
        return new Blocking(List.copyOf(names), keys, masks, options.largestBlock);
    }

    /// Takes the cheapest of `candidates` up to `budget`; those too dear, or with blocks too large, go to
    /// `refined`.
    private static long choose(
            int[][] keys,
            List<Integer> candidates,
            long budget,
            Options options,
            List<Integer> chosen,
            Set<Integer> refined) {
        record Priced(int mask, long pairs, boolean giant) {}
        List<Priced> priced = candidates.stream()
                .map(mask -> {
                    Blocks blocks = Blocks.of(keys, mask);
                    return new Priced(
                            mask, blocks.pairs(options.largestBlock), blocks.largest() > options.largestBlock);
                })
                .sorted(Comparator.comparingLong(Priced::pairs).thenComparingInt(Priced::mask))
                .toList();
        long left = budget;
        for (Priced pass : priced) {
            if (pass.pairs <= left) {
                left -= pass.pairs;
                chosen.add(pass.mask);
            }
            if (pass.pairs > left || pass.giant) {
                refined.add(pass.mask);
            }
        }
        return left;
    }

    private static int[][] codes(Records records, List<String> names) {
        if (names.isEmpty() || names.size() > 30) {
            throw new IllegalArgumentException("blocking takes 1 to 30 keys, not " + names.size());
        }
        return names.stream().map(name -> records.codes(records.column(name))).toArray(int[][]::new);
    }

    private List<String> keysOf(int mask) {
        return IntStream.range(0, names.size())
                .filter(key -> ((mask >> key) & 1) == 1)
                .mapToObj(names::get)
                .toList();
    }

    /// What each pass holds, in their order.
    public List<PassReport> report() {
        return List.copyOf(report);
    }

    /// At most so many pairs there are: each counted once for every pass that holds it.
    public long bound() {
        return bound;
    }

    /// Hands every pair, once, to one of the receivers that `supplier` makes, on all cores, and merges the
    /// receivers in an order that does not depend on chance.
    public <P extends Pairs> P each(Supplier<P> supplier, BinaryOperator<P> merge, Progress progress) {
        P all = supplier.get();
        for (int pass = 0; pass < masks.length; pass++) {
            progress.report(pass / (double) masks.length);
            for (P part : pass(pass, supplier)) {
                all = merge.apply(all, part);
            }
        }
        return all;
    }

    private <P extends Pairs> List<P> pass(int pass, Supplier<P> supplier) {
        Blocks blocks = Blocks.of(keys, masks[pass]);
        int[] cuts = cuts(blocks, report.get(pass).pairs());
        return IntStream.range(0, cuts.length - 1)
                .parallel()
                .mapToObj(part -> {
                    P receiver = supplier.get();
                    for (int block = cuts[part]; block < cuts[part + 1]; block++) {
                        if (blocks.size(block) <= largestBlock) {
                            block(pass, blocks, block, receiver);
                        }
                    }
                    return receiver;
                })
                .toList();
    }

    /// Cuts the blocks into parts that hold about as many pairs each.
    private int[] cuts(Blocks blocks, long pairs) {
        long part = Math.max(10_000, pairs / PARTS);
        int[] cuts = new int[PARTS + 2];
        int count = 1;
        long sum = 0;
        for (int block = 0; block < blocks.count(); block++) {
            long size = blocks.size(block);
            sum += size <= largestBlock ? size * (size - 1) / 2 : 0;
            if (sum >= part) {
                cuts[count++] = block + 1;
                sum = 0;
            }
        }
        cuts[count++] = blocks.count();
        return Arrays.copyOf(cuts, count);
    }

    private void block(int pass, Blocks blocks, int block, Pairs receiver) {
        int end = blocks.start(block) + blocks.size(block);
        for (int i = blocks.start(block); i < end; i++) {
            int left = blocks.row(i);
            for (int j = i + 1; j < end; j++) {
                int right = blocks.row(j);
                int agreement = agreement(left, right);
                if ((agreement & masks[pass]) == masks[pass] && !held(agreement, pass, left)) {
                    receiver.accept(left, right);
                }
            }
        }
    }

    private int agreement(int left, int right) {
        int bits = 0;
        for (int key = 0; key < keys.length; key++) {
            int code = keys[key][left];
            bits |= code == keys[key][right] && code >= 0 ? 1 << key : 0;
        }
        return bits;
    }

    private boolean held(int agreement, int pass, int row) {
        for (int earlier = 0; earlier < pass; earlier++) {
            if ((agreement & masks[earlier]) == masks[earlier]) {
                Set<Integer> giant = giants.get(earlier);
                if (giant.isEmpty() || !giant.contains(Blocks.hash(keys, masks[earlier], row))) {
                    return true;
                }
            }
        }
        return false;
    }
}
