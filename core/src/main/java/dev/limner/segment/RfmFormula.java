package dev.limner.segment;

import dev.limner.history.History;
import dev.limner.portrait.Column;
import dev.limner.portrait.Formulas;
import dev.limner.portrait.Money;
import dev.limner.portrait.People;
import dev.limner.portrait.PopulationFormula;
import dev.limner.portrait.Tag;
import dev.limner.portrait.TagOptions;
import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A score or the class of [Rfm] as a tag. Tags whose settings agree share one fitted model.
public record RfmFormula(Part part, Rfm.Options options, String model) implements PopulationFormula<RfmModel> {
    static final Phrases WORDS = Phrases.of(RfmFormula.class);

    /// What of the scores the tag holds.
    public enum Part {
        RECENCY,
        FREQUENCY,
        MONETARY,
        CLASS
    }

    /// The formulas that this package adds.
    public static Map<String, Formulas.Factory> all() {
        return Map.of("rfm", (options, _) -> of(options));
    }

    /// The name of the parameters that RFM tags without settings of their own share.
    public static final String MODEL = "rfm";

    private static RfmFormula of(TagOptions options) {
        options.allow(
                "part", "cutoffs", "groups", "recency_edges", "frequency_edges", "monetary_edges", "high", "threshold");
        options.needed("part");
        String part = options.oneOf("part", "class", List.of("recency", "frequency", "monetary", "class"));
        TagOptions settings = options.without("part");
        String model = settings.values().isEmpty() ? MODEL : MODEL + ":" + settings.values();
        return new RfmFormula(Part.valueOf(part.toUpperCase(Locale.ROOT)), options(settings), model);
    }

    /// The options that settings name: `cutoffs: quantile | learned | fixed`, `groups`, `recency_edges` and
    /// so on,
    /// `high: mean | median | fixed`, `threshold`.
    public static Rfm.Options options(TagOptions settings) {
        String cutoffs = settings.oneOf("cutoffs", "quantile", List.of("quantile", "fixed", "learned"));
        Rfm.Cutoffs.Fixed usual = Rfm.Cutoffs.Fixed.toBeginWith();
        String high = settings.oneOf("high", "mean", List.of("mean", "median", "fixed"));
        return new Rfm.Options(
                switch (cutoffs) {
                    case "quantile" -> new Rfm.Cutoffs.Quantile(settings.whole("groups", 5));
                    case "learned" -> new Rfm.Cutoffs.Learned(settings.whole("groups", 5));
                    default ->
                        new Rfm.Cutoffs.Fixed(
                                edges(settings, "recency_edges", usual.recency()),
                                edges(settings, "frequency_edges", usual.frequency()),
                                edges(settings, "monetary_edges", usual.monetary()));
                },
                switch (high) {
                    case "mean" -> new Rfm.High.Mean();
                    case "median" -> new Rfm.High.Median();
                    default ->
                        new Rfm.High.Fixed(settings.decimal("threshold", "3").doubleValue());
                });
    }

    private static List<Double> edges(TagOptions settings, String name, List<Double> usual) {
        List<Double> chosen =
                settings.decimals(name).stream().map(BigDecimal::doubleValue).toList();
        return chosen.isEmpty() ? usual : chosen;
    }

    @Override
    public Tag.Type type() {
        return part == Part.CLASS ? Tag.Type.CHOICE : Tag.Type.INTEGER;
    }

    @Override
    public List<String> choices() {
        return part == Part.CLASS ? RfmClass.ids() : List.of();
    }

    @Override
    public Class<RfmModel> parameters() {
        return RfmModel.class;
    }

    @Override
    public List<String> inputs() {
        return List.of(Rfm.RECENCY, Rfm.FREQUENCY, Rfm.MONETARY);
    }

    @Override
    public RfmModel fit(People people) {
        return Rfm.fit(people, options);
    }

    @Override
    public long value(long[] inputs, RfmModel rfm) {
        if (inputs[1] == History.MISSING || inputs[1] <= 0) {
            return History.MISSING;
        }
        RfmModel.Scores scores = rfm.score(
                (double) inputs[0], (double) inputs[1], Money.decimal(inputs[2]).doubleValue());
        return switch (part) {
            case RECENCY -> scores.r();
            case FREQUENCY -> scores.f();
            case MONETARY -> scores.m();
            case CLASS -> rfm.classOf(scores).place();
        };
    }

    @Override
    public Words why(People people, int customer, RfmModel rfm) {
        RfmModel.Scores scores = scores(people, customer, rfm);
        Column monetary = people.column(Rfm.MONETARY);
        return switch (part) {
            case RECENCY -> WORDS.say("why_recency", people.column(Rfm.RECENCY).value(customer), scores.r());
            case FREQUENCY ->
                WORDS.say("why_frequency", people.column(Rfm.FREQUENCY).value(customer), scores.f());
            case MONETARY -> WORDS.say("why_monetary", text(monetary, customer), scores.m());
            case CLASS ->
                WORDS.say(
                        "why_class",
                        scores.r(),
                        RfmModel.plain(rfm.highAbove().r()),
                        scores.f(),
                        RfmModel.plain(rfm.highAbove().f()),
                        scores.m(),
                        RfmModel.plain(rfm.highAbove().m()));
        };
    }

    /// The scores of a customer who has an order.
    public static RfmModel.Scores scores(People people, int customer, RfmModel rfm) {
        return rfm.score(
                people.column(Rfm.RECENCY).number(customer),
                people.column(Rfm.FREQUENCY).number(customer),
                people.column(Rfm.MONETARY).number(customer));
    }

    private static BigDecimal text(Column money, int customer) {
        return Money.decimal(money.value(customer));
    }
}
