package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.portrait.Moment;
import dev.limner.predict.Merit;
import dev.limner.predict.ModelCard;
import dev.limner.predict.ModelDefinition;
import dev.limner.predict.Monitoring;
import dev.limner.predict.Prediction;
import dev.limner.predict.Recommending;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Models;
import dev.limner.workspace.Predictions;
import dev.limner.workspace.Predictions.Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Models: their cards or refusals, their fitting, and what they say of customers.
final class ModelResource {
    private static final String MODELS = Routes.WORKSPACE + "/models";
    private static final int MOST_SCORES = 1000;
    private static final int RECOMMENDING_DAYS = 30;

    private ModelResource() {}

    record ModelList(List<ModelRow> models) {}

    /// A model and what came of its last fit.
    ///
    /// @param due whether its schedule asks for a fit
    /// @param merit what it is judged by first, and `value`, `rfm`, `naive` the figures on the held-out rows
    record ModelRow(
            String model,
            Words title,
            Words description,
            ModelDefinition.Kind kind,
            int horizonDays,
            boolean due,
            @Nullable Integer version,
            @Nullable String asOf,
            ModelCard.@Nullable Verdict verdict,
            @Nullable Merit merit,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double rfm,
            @Nullable Double naive,
            @Nullable Double auc,
            @Nullable ModelRefusal refused,
            List<MonitoringView.ModelAlarm> alarms) {}

    record ModelRefusal(String code, Words reason) {}

    /// A model with its last card, or an earlier one.
    record ModelPage(
            ModelRow model,
            @Nullable ModelCardView card,
            List<ModelFit> fits,
            @Nullable MonitoringView monitoring) {}

    /// One fit in the log.
    record ModelFit(
            int version,
            String asOf,
            String fittedAt,
            ModelCard.@Nullable Verdict verdict,
            @Nullable Double value,
            @Nullable ModelRefusal refused) {}

    record ModelCardView(
            String asOf,
            String firstEvent,
            int horizonDays,
            ExpressionAloud population,
            @Nullable ExpressionAloud label,
            List<ModelCutoff> training,
            ModelCutoff test,
            double sampled,
            ModelCard.Verdict verdict,
            List<ModelJudged> judged,
            List<ModelTenth> tenths,
            List<ModelRound> stability,
            List<ModelDrift> drift,
            List<ModelUse> uses,
            List<ModelSlice> slices,
            List<ModelBin> scores,
            List<String> leftOut,
            ModelOrigin origin) {}

    record ExpressionAloud(String text, Words aloud) {}

    record ModelCutoff(String at, int rows, double mean) {}

    record ModelJudged(ModelCard.Who who, List<ModelFigure> figures) {}

    record ModelFigure(Merit merit, double value, double low, double high) {}

    record ModelTenth(int rows, double predicted, double actual, double gain, double lift) {}

    record ModelRound(
            String at, int rows, double model, @Nullable Double rfm, double naive) {}

    record ModelDrift(String feature, Words aloud, double index) {}

    record ModelUse(String feature, String text, Words aloud, double share, int direction) {}

    record ModelSlice(
            String group,
            Words aloud,
            String value,
            int rows,
            double predicted,
            double actual,
            @Nullable Double merit) {}

    record ModelBin(double from, double to, int customers) {}

    record ModelOrigin(
            String algorithm,
            String options,
            long seed,
            String data,
            int rows,
            int columns,
            String fittedAt,
            ModelDefinition.@Nullable Learner learner,
            ModelDefinition.@Nullable Calibration calibration) {}

    record FitOrder(@Nullable List<String> models) {}

    record ModelScores(String model, int customers, List<ModelScoreRow> scores) {}

    record ModelScoreRow(String customer, double score) {}

    record CustomerPredictions(List<PredictionView> predictions) {}

    /// @param reasons what features do to it, the weightiest first
    record PredictionView(
            String model,
            Words title,
            Words description,
            ModelDefinition.Kind kind,
            int horizonDays,
            double score,
            List<ModelReason> reasons) {}

    record ModelReason(
            String feature, Words aloud, @Nullable String value, double share) {}

    /// How well recommendations as of so many days ago met what was bought since.
    record RecommendationPage(
            int horizonDays,
            @Nullable RecommendationCard card,
            @Nullable ModelRefusal refused) {}

    /// @param all of all items, `fresh` of those alone that a customer had not bought before
    record RecommendationCard(
            int customers,
            int items,
            List<RecommendationQuality> all,
            int newcomers,
            List<RecommendationQuality> fresh) {}

    record RecommendationQuality(Recommending.Who who, double hit, double recall, double ndcg) {}

    record RecommendationList(List<RecommendedItem> items) {}

    /// @param again on how many lines it was bought before
    record RecommendedItem(String item, String name, int again, Words why) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        Routes.WORKSPACE + "/recommendations",
                        "How well recommendations as of 30 days before met what was bought since.",
                        List.of(Asked.AS_OF),
                        RecommendationPage.class,
                        request -> recommendations(Asked.of(request, desks))),
                Route.get(
                        PortraitResource.CUSTOMER + "/recommendations",
                        "The items to recommend to a customer, and why.",
                        List.of(Asked.AS_OF),
                        RecommendationList.class,
                        request -> recommended(Asked.of(request, desks))),
                Route.get(
                        MODELS,
                        "The models of the workspace, each with what came of its last fit.",
                        List.of(),
                        ModelList.class,
                        request -> list(Asked.of(request, desks))),
                Route.get(
                        MODELS + "/{model}",
                        "A model with its card: what it was fitted on, how well it did on what it had not seen.",
                        List.of(Route.one("version", "An earlier fit; the last where left out.")),
                        ModelPage.class,
                        request -> page(Asked.of(request, desks))),
                Route.get(
                        MODELS + "/{model}/scores",
                        "The customers with the highest scores.",
                        List.of(Asked.AS_OF, Route.one("limit", "How many at the most, up to " + MOST_SCORES + ".")),
                        ModelScores.class,
                        request -> scores(Asked.of(request, desks))),
                Route.post(
                                MODELS + "/fit",
                                "Fits models in the background; all where none are named.",
                                List.of(Asked.AS_OF),
                                FitOrder.class,
                                WorkspaceResource.Status.class,
                                request -> fit(Asked.of(request, desks)))
                        .under(Right.OPERATE),
                Route.get(
                        PortraitResource.CUSTOMER + "/predictions",
                        "What the models in force say of a customer, and why.",
                        List.of(Asked.AS_OF),
                        CustomerPredictions.class,
                        request -> of(Asked.of(request, desks))));
    }

    private static WorkspaceResource.Status fit(Asked asked) {
        List<String> named = asked.body(FitOrder.class).models();
        List<String> models = named == null ? List.of() : named;
        Desk desk = asked.desk();
        models.forEach(model -> desk.workspace().definitions().models().model(model));
        Moment moment = asked.moment();
        desk.begin(work -> desk.predictions().fitAll(models, moment, work));
        return WorkspaceResource.status(desk);
    }

    private static ModelList list(Asked asked) {
        Predictions predictions = asked.desk().predictions();
        Map<String, Certificate> latest = predictions.latest();
        Map<String, Monitoring> looks = predictions.monitoring().last();
        return new ModelList(predictions.models().values().stream()
                .map(model -> row(
                        asked,
                        model,
                        latest.get(model.definition().model()),
                        looks.get(model.definition().model())))
                .toList());
    }

    private static ModelRow row(
            Asked asked, Models.Model model, @Nullable Certificate last, @Nullable Monitoring look) {
        ModelDefinition definition = model.definition();
        ModelCard card = last == null ? null : last.fit().card();
        ModelCard.Figure own = card == null ? null : card.figure(ModelCard.Who.MODEL, card.merit());
        ModelCard.Figure auc = card == null ? null : card.figure(ModelCard.Who.MODEL, Merit.AUC);
        return new ModelRow(
                definition.model(),
                definition.title(),
                definition.description(),
                definition.kind(),
                definition.horizonDays(),
                Predictions.isDue(model, last, asked.moment()),
                last == null ? null : last.version(),
                last == null ? null : asked.text(last.fit().asOf()),
                card == null ? null : card.verdict(),
                card == null ? null : card.merit(),
                own == null ? null : own.value(),
                own == null ? null : own.low(),
                own == null ? null : own.high(),
                card == null ? null : card.value(ModelCard.Who.RFM),
                card == null ? null : card.value(ModelCard.Who.NAIVE),
                auc == null ? null : auc.value(),
                last == null ? null : refusal(last.fit().refused()),
                look == null ? List.of() : MonitoringView.alarms(look));
    }

    static List<ModelFigure> figures(List<ModelCard.Figure> figures) {
        return figures.stream()
                .map(figure -> new ModelFigure(figure.merit(), figure.value(), figure.low(), figure.high()))
                .toList();
    }

    static @Nullable ModelRefusal refusal(Predictions.@Nullable Refused refused) {
        return refused == null ? null : new ModelRefusal(refused.code(), refused.reason());
    }

    private static ModelPage page(Asked asked) {
        Predictions predictions = asked.desk().predictions();
        String name = asked.request().pathParam("model");
        Models.Model model = asked.desk().workspace().definitions().models().model(name);
        List<Certificate> all = predictions.history(name);
        String version = asked.request().queryParam("version");
        Certificate shown = all.stream()
                .filter(each ->
                        version == null || Integer.toString(each.version()).equals(version))
                .findFirst()
                .orElse(null);
        if (shown == null && version != null) {
            throw UserProblem.of(UserProblem.Code.UNKNOWN_VERSION, version);
        }
        ModelCard card = shown == null ? null : shown.fit().card();
        Monitoring look = predictions.monitoring().last().get(name);
        return new ModelPage(
                row(asked, model, shown, look),
                card == null ? null : view(asked, card),
                all.stream().map(each -> fit(asked, each)).toList(),
                look == null ? null : MonitoringView.of(asked, look));
    }

    private static ModelFit fit(Asked asked, Certificate of) {
        ModelCard card = of.fit().card();
        return new ModelFit(
                of.version(),
                asked.text(of.fit().asOf()),
                asked.text(of.fittedAt()),
                card == null ? null : card.verdict(),
                card == null ? null : card.value(ModelCard.Who.MODEL),
                refusal(of.fit().refused()));
    }

    private static ModelCardView view(Asked asked, ModelCard card) {
        ModelCard.Asked label = card.label();
        return new ModelCardView(
                asked.text(card.asOf()),
                asked.text(card.firstEvent()),
                card.horizonDays(),
                new ExpressionAloud(card.population().text(), card.population().aloud()),
                label == null ? null : new ExpressionAloud(label.text(), label.aloud()),
                card.training().stream().map(each -> cutoff(asked, each)).toList(),
                cutoff(asked, card.test()),
                card.sampled(),
                card.verdict(),
                card.judged().stream()
                        .map(each -> judged(each.who(), each.figures()))
                        .toList(),
                card.deciles().stream()
                        .map(each ->
                                new ModelTenth(each.rows(), each.predicted(), each.actual(), each.gain(), each.lift()))
                        .toList(),
                card.stability().stream()
                        .map(each -> new ModelRound(
                                asked.text(each.at()), each.rows(), each.model(), each.rfm(), each.naive()))
                        .toList(),
                card.drift().stream()
                        .map(each -> new ModelDrift(each.feature(), each.aloud(), each.index()))
                        .toList(),
                card.uses().stream()
                        .map(each ->
                                new ModelUse(each.feature(), each.text(), each.aloud(), each.share(), each.direction()))
                        .toList(),
                card.slices().stream()
                        .map(each -> new ModelSlice(
                                each.group(),
                                each.aloud(),
                                each.value(),
                                each.rows(),
                                each.predicted(),
                                each.actual(),
                                each.merit()))
                        .toList(),
                card.scores().stream()
                        .map(each -> new ModelBin(each.from(), each.to(), each.customers()))
                        .toList(),
                card.leftOut(),
                origin(asked, card.origin()));
    }

    static ModelJudged judged(ModelCard.Who who, List<ModelCard.Figure> figures) {
        return new ModelJudged(who, figures(figures));
    }

    private static ModelOrigin origin(Asked asked, ModelCard.Origin origin) {
        return new ModelOrigin(
                origin.algorithm(),
                origin.options(),
                origin.seed(),
                origin.data(),
                origin.rows(),
                origin.columns(),
                asked.text(origin.fittedAt()),
                origin.learner(),
                origin.calibration());
    }

    private static ModelCutoff cutoff(Asked asked, ModelCard.Cutoff cutoff) {
        Instant at = cutoff.at();
        return new ModelCutoff(asked.text(at), cutoff.rows(), cutoff.mean());
    }

    private static ModelScores scores(Asked asked) {
        String name = asked.request().pathParam("model");
        Desk desk = asked.desk();
        List<Prediction> all = desk.predictions().remembered(name, asked.moment());
        int limit = asked.whole("limit", 1, MOST_SCORES, 50);
        Sight sight = asked.sight();
        return new ModelScores(
                name,
                all.size(),
                all.stream()
                        .sorted(Comparator.comparingDouble(each -> -each.score()))
                        .limit(limit)
                        .map(each -> new ModelScoreRow(sight.name(each.customer()), each.score()))
                        .toList());
    }

    private static CustomerPredictions of(Asked asked) {
        return new CustomerPredictions(
                asked.desk().predictions().of(PortraitResource.customer(asked), asked.moment()).stream()
                        .map(each -> new PredictionView(
                                each.definition().model(),
                                each.definition().title(),
                                each.definition().description(),
                                each.definition().kind(),
                                each.definition().horizonDays(),
                                each.score(),
                                each.reasons().stream()
                                        .map(reason -> new ModelReason(
                                                reason.feature(), reason.aloud(), reason.value(), reason.share()))
                                        .toList()))
                        .toList());
    }

    private static RecommendationPage recommendations(Asked asked) {
        Predictions.Recommendations found =
                asked.desk().predictions().recommendations(asked.moment(), RECOMMENDING_DAYS);
        Recommending.Card card = found.card();
        return new RecommendationPage(
                RECOMMENDING_DAYS,
                card == null
                        ? null
                        : new RecommendationCard(
                                card.customers(),
                                card.items(),
                                qualities(card.all()),
                                card.newcomers(),
                                qualities(card.fresh())),
                refusal(found.refused()));
    }

    private static List<RecommendationQuality> qualities(List<Recommending.Quality> all) {
        return all.stream()
                .map(each -> new RecommendationQuality(each.who(), each.hit(), each.recall(), each.ndcg()))
                .toList();
    }

    private static RecommendationList recommended(Asked asked) {
        return new RecommendationList(
                asked.desk().predictions().recommended(PortraitResource.customer(asked), asked.moment()).stream()
                        .map(each -> new RecommendedItem(each.item(), each.name(), each.again(), each.why()))
                        .toList());
    }
}
