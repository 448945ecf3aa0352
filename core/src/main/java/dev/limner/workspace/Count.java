package dev.limner.workspace;

import dev.limner.insight.Interval;
import dev.limner.language.Checked;
import dev.limner.language.Printer;
import dev.limner.language.plan.Lexicon;
import dev.limner.portrait.Moment;
import dev.limner.work.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// How many customers fulfil a condition: exactly, or estimated from a sample.
///
/// @param customers how many, or the estimate
/// @param of among how many
/// @param sampled how many were looked at; `of` where everybody was
/// @param low with `high` where the number lies with a probability of 95 %; the number itself where
/// everybody was
/// looked
/// at
public record Count(long customers, long of, long sampled, long low, long high) {
    /// One customer in so many is in the sample.
    private static final int ONE_IN = 20;
    /// Fewer customers are counted as quickly as a sample of them, which would say little.
    static final int LEAST_SAMPLED = 20_000;

    /// The share of those looked at who fulfil the condition.
    public double share() {
        return of == 0 ? 0 : (double) customers / of;
    }

    public boolean isSampled() {
        return sampled < of;
    }

    /// The share of everybody that was looked at.
    public double sampleShare() {
        return of == 0 ? 1 : (double) sampled / of;
    }

    private record Estimated(Lexicon lexicon, String condition) {}

    private record Fulfilling(Lexicon lexicon, String condition) {}

    /// Counts, remembered by what the condition says.
    ///
    /// @param sample whether an estimate will do; where there are few customers all are counted nevertheless
    public static Count of(
            Checked condition, Lexicon lexicon, Desk desk, Moment moment, @Nullable String population, boolean sample) {
        return of(condition, lexicon, desk, moment, population, sample ? LEAST_SAMPLED : Integer.MAX_VALUE);
    }

    static Count of(
            Checked condition,
            Lexicon lexicon,
            Desk desk,
            Moment moment,
            @Nullable String population,
            int leastSampled) {
        RoaringBitmap everybody = population(desk, moment, population);
        long of = everybody.getLongCardinality();
        if (of < leastSampled) {
            long customers =
                    fulfilling(condition, lexicon, desk, moment, population).getLongCardinality();
            return new Count(customers, of, of, customers, customers);
        }
        return desk.remembered(new Estimated(lexicon, Printer.print(condition.expr())), moment, population, _ -> {
            RoaringBitmap sample = sample(everybody);
            long hits = desk.fulfilling(List.of(condition), lexicon, moment, sample, new Work())
                    .getFirst()
                    .getLongCardinality();
            return estimate(hits, sample.getLongCardinality(), of);
        });
    }

    /// The numbers of those who fulfil a condition; not to be changed.
    public static RoaringBitmap fulfilling(
            Checked condition, Lexicon lexicon, Desk desk, Moment moment, @Nullable String population) {
        Fulfilling question = new Fulfilling(lexicon, Printer.print(condition.expr()));
        return desk.remembered(question, moment, population, _ -> {
            RoaringBitmap within = population == null ? null : population(desk, moment, population);
            return desk.fulfilling(List.of(condition), lexicon, moment, within, new Work())
                    .getFirst();
        });
    }

    private static RoaringBitmap population(Desk desk, Moment moment, @Nullable String population) {
        RoaringBitmap members = desk.members(population, moment);
        RoaringBitmap everybody = desk.everybody(moment);
        return members == null ? everybody : RoaringBitmap.and(everybody, members);
    }

    static Count estimate(long hits, long sampled, long of) {
        if (sampled == 0) {
            return new Count(0, of, 0, 0, of);
        }
        Interval share = Interval.ofShare(hits, sampled);
        return new Count(
                Math.round((double) hits / sampled * of),
                of,
                sampled,
                Math.max(hits, (long) Math.floor(share.low() * of)),
                Math.min(of - (sampled - hits), (long) Math.ceil(share.high() * of)));
    }

    /// Those whose number's hash falls into the sample: always the same, whoever else there is.
    static RoaringBitmap sample(RoaringBitmap everybody) {
        RoaringBitmap sample = new RoaringBitmap();
        everybody.forEach((org.roaringbitmap.IntConsumer) number -> {
            if (Integer.remainderUnsigned(mixed(number), ONE_IN) == 0) {
                sample.add(number);
            }
        });
        return sample;
    }

    /// The finalizer of MurmurHash3, which changes half the bits for each bit that changes.
    private static int mixed(int number) {
        int mixed = number;
        mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }
}
