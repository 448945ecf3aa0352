package dev.limner.server;

import dev.limner.portrait.Money;
import dev.limner.portrait.People;
import dev.limner.portrait.Tag;
import dev.limner.problem.Words;
import dev.limner.segment.Rfm;
import dev.limner.segment.RfmModel;
import dev.limner.segment.RfmSummary;
import dev.limner.workspace.Desk;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Recency, frequency and money: classes, grid and the cut-offs in force.
final class RfmResource {
    private static final int GROUPS = 5;

    private RfmResource() {}

    enum Method {
        QUANTILE,
        FIXED,
        LEARNED
    }

    enum HighAbove {
        MEAN,
        MEDIAN,
        FIXED
    }

    record RfmView(
            String asOf,
            Method method,
            HighAbove high,
            RfmModel.Thresholds highAbove,
            RfmCutoffs cutoffs,
            long customers,
            String spend,
            List<RfmClassView> classes,
            List<RfmCell> grid) {}

    record RfmCutoffs(List<Double> r, List<Double> f, List<String> m) {}

    record RfmClassView(
            String id,
            Words title,
            @Nullable Words advice,
            long customers,
            double share,
            String spend,
            double spendShare,
            @Nullable Double meanRecencyDays,
            @Nullable Double meanOrders,
            @Nullable String meanSpend) {}

    record RfmCell(
            int r,
            int f,
            long customers,
            String spend,
            @Nullable String rfmClass) {}

    static List<Route> routes(Desks desks) {
        return List.of(Route.get(
                Routes.WORKSPACE + "/rfm",
                "The eight classes and the grid of recency and frequency, by quantile, fixed or learned cut-offs.",
                List.of(Asked.AS_OF, Asked.POPULATION, Route.one("cutoffs", "quantile, fixed or learned.")),
                RfmView.class,
                request -> rfm(Asked.of(request, desks))));
    }

    private static RfmView rfm(Asked asked) {
        Method method = asked.oneOf("cutoffs", Method.class, Method.QUANTILE);
        Desk desk = asked.desk();
        return desk.remembered("rfm " + method, asked.moment(), asked.population(), moment -> {
            People people = desk.people(moment);
            RfmModel model = Rfm.fit(people, new Rfm.Options(cutoffs(method), new Rfm.High.Mean()));
            RoaringBitmap members = desk.members(asked.population(), moment);
            RfmSummary summary = RfmSummary.of(members == null ? people : people.within(members), model);
            Tag tag = desk.workspace().definitions().portraits().catalogue().tag("rfm_class");
            return new RfmView(
                    moment.date().toString(),
                    method,
                    HighAbove.MEAN,
                    model.highAbove(),
                    new RfmCutoffs(
                            model.edges().recency(),
                            model.edges().frequency(),
                            model.edges().monetary().stream()
                                    .map(edge -> BigDecimal.valueOf(edge).toPlainString())
                                    .toList()),
                    summary.customers(),
                    Money.text(summary.spend()),
                    summary.classes().stream().map(of -> view(of, tag)).toList(),
                    summary.grid().stream().map(RfmResource::view).toList());
        });
    }

    private static Rfm.Cutoffs cutoffs(Method method) {
        return switch (method) {
            case QUANTILE -> new Rfm.Cutoffs.Quantile(GROUPS);
            case FIXED -> Rfm.Cutoffs.Fixed.toBeginWith();
            case LEARNED -> new Rfm.Cutoffs.Learned(GROUPS);
        };
    }

    private static RfmClassView view(RfmSummary.OfClass of, Tag tag) {
        Tag.Value value = tag.values().get(tag.place(of.id().id()));
        Long meanSpend = of.meanSpend();
        return new RfmClassView(
                value.id(),
                value.title(),
                value.description(),
                of.customers(),
                of.share(),
                Money.text(of.spend()),
                of.spendShare(),
                of.meanRecencyDays(),
                of.meanOrders(),
                meanSpend == null ? null : Money.text(meanSpend));
    }

    private static RfmCell view(RfmSummary.Cell cell) {
        return new RfmCell(
                cell.r(),
                cell.f(),
                cell.customers(),
                Money.text(cell.spend()),
                cell.mostOften() == null
                        ? null
                        : Objects.requireNonNull(cell.mostOften()).id());
    }
}
