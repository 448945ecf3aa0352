package dev.limner.segment;

import dev.limner.portrait.Column;
import dev.limner.portrait.Money;
import dev.limner.portrait.People;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntConsumer;

/// How a population lies over the RFM classes and over the grid of recency and frequency.
///
/// @param customers all who have an order
/// @param spend theirs, in ten-thousandths
/// @param classes all eight, in order, empty ones too
/// @param grid every cell of R and F from 1 to the highest scores, row by row, empty ones too
public record RfmSummary(RfmModel model, long customers, long spend, List<OfClass> classes, List<Cell> grid) {
    public RfmSummary {
        classes = List.copyOf(classes);
        grid = List.copyOf(grid);
    }

    /// One class; the means are null where nobody is in it.
    ///
    /// @param share of all customers, `spendShare` of all spend; 0 where there are none
    /// @param meanSpend half-even to the ten-thousandth
    public record OfClass(
            RfmClass id,
            long customers,
            double share,
            long spend,
            double spendShare,
            @Nullable Double meanRecencyDays,
            @Nullable Double meanOrders,
            @Nullable Long meanSpend) {}

    /// One cell.
    ///
    /// @param mostOften the class that most of the cell's customers are in (the first of equals); null
    /// where it is
    /// empty
    public record Cell(
            int r,
            int f,
            long customers,
            long spend,
            @Nullable RfmClass mostOften) {}

    private static final class Sums {
        private long customers;
        private long spend;
        private long days;
        private long orders;
    }

    /// Of those in `people` who have an order, scored by `model`.
    public static RfmSummary of(People people, RfmModel model) {
        int scores = RfmModel.highest(model.options().cutoffs());
        Sums[] classes = sums(RfmClass.values().length);
        Sums[] cells = sums(scores * scores);
        long[][] classesOfCells = new long[cells.length][classes.length];
        Column recency = people.column(Rfm.RECENCY);
        Column orders = people.column(Rfm.FREQUENCY);
        Column spends = people.column(Rfm.MONETARY);
        people.customers().forEach((IntConsumer) customer -> {
            if (!orders.positive(customer)) {
                return;
            }
            RfmModel.Scores of = RfmFormula.scores(people, customer, model);
            int cell = (of.r() - 1) * scores + of.f() - 1;
            int place = model.classOf(of).place();
            for (Sums sums : List.of(classes[place], cells[cell])) {
                sums.customers++;
                sums.spend += spends.value(customer);
                sums.days += recency.value(customer);
                sums.orders += orders.value(customer);
            }
            classesOfCells[cell][place]++;
        });
        long customers =
                Arrays.stream(classes).mapToLong(sums -> sums.customers).sum();
        long spend = Arrays.stream(classes).mapToLong(sums -> sums.spend).sum();
        List<OfClass> ofClasses = new ArrayList<>();
        for (RfmClass id : RfmClass.values()) {
            ofClasses.add(ofClass(id, classes[id.place()], customers, spend));
        }
        List<Cell> grid = new ArrayList<>();
        for (int cell = 0; cell < cells.length; cell++) {
            grid.add(new Cell(
                    cell / scores + 1,
                    cell % scores + 1,
                    cells[cell].customers,
                    cells[cell].spend,
                    mostOften(classesOfCells[cell])));
        }
        return new RfmSummary(model, customers, spend, ofClasses, grid);
    }

    private static OfClass ofClass(RfmClass id, Sums sums, long customers, long spend) {
        boolean empty = sums.customers == 0;
        return new OfClass(
                id,
                sums.customers,
                Segments.share(sums.customers, customers),
                sums.spend,
                Segments.share(sums.spend, spend),
                empty ? null : (double) sums.days / sums.customers,
                empty ? null : (double) sums.orders / sums.customers,
                empty ? null : Long.valueOf(Money.average(sums.spend, sums.customers)));
    }

    private static @Nullable RfmClass mostOften(long[] counts) {
        long most = Arrays.stream(counts).max().orElse(0);
        for (RfmClass id : RfmClass.values()) {
            if (most > 0 && counts[id.place()] == most) {
                return id;
            }
        }
        return null;
    }

    private static Sums[] sums(int count) {
        Sums[] all = new Sums[count];
        Arrays.setAll(all, _ -> new Sums());
        return all;
    }
}
