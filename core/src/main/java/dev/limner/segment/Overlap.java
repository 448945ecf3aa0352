package dev.limner.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// How audiences overlap: every group of customers who are in exactly the same of them, as an UpSet plot
/// shows them (Lex
/// and others 2014).
///
/// @param parts the largest first; empty ones are left out
public record Overlap(List<Part> parts) {
    /// More would be no picture any more.
    public static final int MOST = 8;

    /// Those who are in all of these audiences and in none of the others.
    ///
    /// @param ids in the order in which the audiences were given
    public record Part(List<String> ids, RoaringBitmap customers) {
        public Part {
            ids = List.copyOf(ids);
        }

        public long size() {
            return customers.getLongCardinality();
        }
    }

    public Overlap {
        parts = List.copyOf(parts);
    }

    /// The overlap of at most [#MOST] audiences.
    ///
    /// @throws IllegalArgumentException where there are more
    public static Overlap of(List<Audience> audiences) {
        if (audiences.size() > MOST) {
            throw new IllegalArgumentException(audiences.size() + " audiences, more than " + MOST);
        }
        List<Part> parts = new ArrayList<>();
        RoaringBitmap seen = new RoaringBitmap();
        for (Audience audience : audiences) {
            RoaringBitmap customers = audience.customers();
            List<Part> next = new ArrayList<>();
            for (Part part : parts) {
                List<String> ids = new ArrayList<>(part.ids());
                ids.add(audience.id());
                next.add(new Part(ids, RoaringBitmap.and(part.customers(), customers)));
                next.add(new Part(part.ids(), RoaringBitmap.andNot(part.customers(), customers)));
            }
            next.add(new Part(List.of(audience.id()), RoaringBitmap.andNot(customers, seen)));
            next.removeIf(part -> part.customers().isEmpty());
            seen.or(customers);
            parts = next;
        }
        parts.sort(Comparator.comparingLong(Part::size)
                .reversed()
                .thenComparing(part -> part.ids().size())
                .thenComparing(part -> String.join(" ", part.ids())));
        return new Overlap(parts);
    }
}
