package dev.limner.benchmarks;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.engine.Together;
import dev.limner.event.TrackingPlan;
import dev.limner.insight.HeatMapStudy;
import dev.limner.insight.KpiStudy;
import dev.limner.insight.KpiSums;
import dev.limner.insight.Trade;
import dev.limner.portrait.Catalogue;
import dev.limner.portrait.Formulas;
import dev.limner.portrait.Moment;
import dev.limner.portrait.People;
import dev.limner.portrait.Portraits;
import dev.limner.segment.RfmFormula;
import dev.limner.segment.RfmModel;
import dev.limner.segment.RfmSummary;
import dev.limner.work.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The three answers that are measured, each as lines that [HandSql] must give as well: RFM classes and
/// grid, the key
/// figures of 30 days and the 30 before, orders and revenue by weekday and hour.
final class Answers {
    static final int KPI_DAYS = 30;
    private static final Work NOBODY_WATCHES = new Work();

    private final Engine engine;
    private final Portraits portraits;
    private final KpiStudy kpi;
    private final HeatMapStudy heat;
    private final Moment moment;

    Answers(Engine engine, TrackingPlan plan, Moment moment) {
        this.engine = engine;
        this.moment = moment;
        Trade trade = Trade.of(plan);
        kpi = new KpiStudy(trade, moment, KPI_DAYS);
        heat = new HeatMapStudy(trade, moment, null, null);
        portraits = Portraits.bind(shipped(), Formulas.standard().with(RfmFormula.all()), plan)
                .only(List.of("rfm_class"));
    }

    private static Catalogue shipped() {
        YAMLMapper mapper = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        try (InputStream file = Catalogue.class.getResourceAsStream("catalogue.yaml")) {
            return new Catalogue(mapper.readValue(Objects.requireNonNull(file), Catalogue.File.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String rfm() {
        return told(portraits.people(engine, moment, Scope.Mode.AS_CORRECTED, NOBODY_WATCHES));
    }

    String kpi() {
        return told(engine.run(kpi, moment.scope(), NOBODY_WATCHES));
    }

    String heat() {
        return told(engine.run(heat, moment.scope(), NOBODY_WATCHES));
    }

    /// All three in one pass over the histories.
    String together() {
        var study = portraits.study(moment);
        Together together = new Together(study, kpi, heat);
        Together.Answers answers = engine.run(together, moment.scope(), NOBODY_WATCHES);
        People people = portraits.people(together.answer(study, answers), moment, Map.of());
        return told(people) + told(together.answer(kpi, answers)) + told(together.answer(heat, answers));
    }

    private static String told(People people) {
        RfmModel model = (RfmModel) Objects.requireNonNull(people.parameters().get(RfmFormula.MODEL));
        RfmSummary summary = RfmSummary.of(people, model);
        TreeSet<String> lines = new TreeSet<>();
        summary.classes().stream()
                .filter(one -> one.customers() > 0)
                .forEach(one -> lines.add("class " + one.id().id() + " " + one.customers() + " " + one.spend()));
        summary.grid().stream()
                .filter(cell -> cell.customers() > 0)
                .forEach(cell ->
                        lines.add("cell " + cell.r() + "/" + cell.f() + " " + cell.customers() + " " + cell.spend()));
        return String.join("\n", lines) + "\n";
    }

    private static String told(KpiStudy.Windows windows) {
        return told(windows.previous()) + told(windows.current());
    }

    private static String told(KpiSums sums) {
        Double repeats = sums.repeatShare();
        return "kpi %d %d %d %d %d %d%n"
                .formatted(
                        sums.revenue(),
                        sums.orders(),
                        sums.activeCustomers(),
                        sums.newCustomers(),
                        repeats == null ? 0 : Math.round(repeats * sums.activeCustomers()),
                        sums.returned());
    }

    private static String told(HeatMapStudy.Cells cells) {
        StringBuilder lines = new StringBuilder();
        for (int weekday = 1; weekday <= 7; weekday++) {
            for (int hour = 0; hour < 24; hour++) {
                if (cells.orders(weekday, hour) > 0) {
                    lines.append("heat %d %d %d %d%n"
                            .formatted(weekday, hour, cells.orders(weekday, hour), cells.revenue(weekday, hour)));
                }
            }
        }
        return lines.toString();
    }
}
