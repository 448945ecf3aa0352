package dev.limner.segment;

import dev.limner.problem.UserProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/// How some segments lie over each other: every combination of them that somebody is in, and in no other of them (UpSet;
/// Lex et al., *UpSet: Visualization of Intersecting Sets*, 2014).
///
/// @param parts the largest first
public record Overlap(List<Part> parts) {
    /// More sets have too many combinations to look at.
    public static final int MOST = 8;

    public Overlap {
        parts = List.copyOf(parts);
    }

    /// Those who are in all of `segments` and in none of the others.
    public record Part(List<String> segments, long customers) {
        public Part {
            segments = List.copyOf(segments);
        }
    }

    /// The overlap of sets by name, in the order given.
    ///
    /// @throws UserProblem where there are more than [#MOST]
    public static Overlap of(Map<String, RoaringBitmap> sets) {
        if (sets.isEmpty() || sets.size() > MOST) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_PARAMETER, "ids", Integer.toString(sets.size()), "1 to " + MOST + " segments");
        }
        List<String> names = List.copyOf(sets.keySet());
        List<RoaringBitmap> bitmaps = List.copyOf(sets.values());
        List<Part> parts = new ArrayList<>();
        for (int mask = 1; mask < 1 << names.size(); mask++) {
            long customers = exclusive(bitmaps, mask);
            if (customers > 0) {
                parts.add(new Part(named(names, mask), customers));
            }
        }
        parts.sort((a, b) -> Long.compare(b.customers(), a.customers()));
        return new Overlap(parts);
    }

    private static long exclusive(List<RoaringBitmap> bitmaps, int mask) {
        RoaringBitmap in = bitmaps.get(Integer.numberOfTrailingZeros(mask)).clone();
        for (int i = 0; i < bitmaps.size(); i++) {
            if ((mask & 1 << i) != 0) {
                in.and(bitmaps.get(i));
            } else {
                in.andNot(bitmaps.get(i));
            }
        }
        return in.getLongCardinality();
    }

    private static List<String> named(List<String> names, int mask) {
        List<String> named = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if ((mask & 1 << i) != 0) {
                named.add(names.get(i));
            }
        }
        return named;
    }
}
