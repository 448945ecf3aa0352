package dev.limner.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/// What joining the members of two segments takes among ten million customers.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SetAlgebra {
    private static final int CUSTOMERS = 10_000_000;

    /// The share of the customers who are in each segment.
    @Param({"0.3", "0.01"})
    public double share = 0.3;

    private RoaringBitmap left = new RoaringBitmap();
    private RoaringBitmap right = new RoaringBitmap();
    private final List<RoaringBitmap> ten = new ArrayList<>();

    /// Draws the members of ten segments.
    @Setup
    public void draw() {
        ten.clear();
        for (int i = 0; i < 10; i++) {
            SplittableRandom random = new SplittableRandom(i);
            RoaringBitmap members = new RoaringBitmap();
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                if (random.nextDouble() < share) {
                    members.add(customer);
                }
            }
            ten.add(members);
        }
        left = ten.getFirst();
        right = ten.getLast();
    }

    @Benchmark
    public RoaringBitmap and() {
        return RoaringBitmap.and(left, right);
    }

    @Benchmark
    public RoaringBitmap or() {
        return RoaringBitmap.or(left, right);
    }

    @Benchmark
    public RoaringBitmap andNot() {
        return RoaringBitmap.andNot(left, right);
    }

    @Benchmark
    public RoaringBitmap not() {
        return RoaringBitmap.flip(left, 0L, CUSTOMERS);
    }

    @Benchmark
    public long sizeOfBoth() {
        return RoaringBitmap.andCardinality(left, right);
    }

    @Benchmark
    public RoaringBitmap anyOfTen() {
        return FastAggregation.or(ten.iterator());
    }
}
