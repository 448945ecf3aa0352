package dev.limner.segment;

import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/// Who was in a segment, or fulfilled an expression, at an instant: a snapshot that does not change any more.
///
/// @param id what it is called: the segment's id, or the expression
/// @param asOf the instant; of several audiences the earliest one of theirs
public record Audience(String id, Instant asOf, RoaringBitmap customers) {
    public Audience {
        customers = customers.clone();
        customers.runOptimize();
    }

    /// The numbers; a copy.
    @Override
    public RoaringBitmap customers() {
        return customers.clone();
    }

    /// How many there are.
    public long size() {
        return customers.getLongCardinality();
    }

    public boolean contains(int customer) {
        return customers.contains(customer);
    }

    /// Those in either.
    public Audience or(Audience other, String called) {
        return new Audience(called, earlier(other), RoaringBitmap.or(customers, other.customers));
    }

    /// Those in both.
    public Audience and(Audience other, String called) {
        return new Audience(called, earlier(other), RoaringBitmap.and(customers, other.customers));
    }

    /// Those in this one and not in the other.
    public Audience without(Audience other, String called) {
        return new Audience(called, earlier(other), RoaringBitmap.andNot(customers, other.customers));
    }

    /// How many are in both.
    public long common(Audience other) {
        return RoaringBitmap.andCardinality(customers, other.customers);
    }

    private Instant earlier(Audience other) {
        return asOf.isBefore(other.asOf) ? asOf : other.asOf;
    }
}
