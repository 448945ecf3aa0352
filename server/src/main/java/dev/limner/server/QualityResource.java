package dev.limner.server;

import dev.limner.event.Property;
import dev.limner.event.Sensitivity;
import dev.limner.event.ValueType;
import dev.limner.problem.Words;
import dev.limner.quality.Alert;
import dev.limner.quality.Drift;
import dev.limner.quality.Measured;
import dev.limner.quality.Outliers;
import dev.limner.quality.PropertyQuality;
import dev.limner.quality.Score;
import dev.limner.quality.SourceQuality;
import dev.limner.workspace.Predictions;
import dev.limner.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How far the data of each source can be relied on.
final class QualityResource {
    private QualityResource() {}

    /// @param models alarms of models in force, by model; none where a source is named
    record QualityList(List<QualityOfSource> sources, List<QualityOfModel> models) {}

    record QualityOfModel(String model, Words title, List<MonitoringView.ModelAlarm> alarms) {}

    /// @param setAside the share of rows that could not be read
    /// @param lateAfterDays more days without an event than these are unusual
    record QualityOfSource(
            String id,
            Words title,
            int points,
            List<ScoreReason> reasons,
            List<QualityAlert> alerts,
            List<QualityVolume> volumes,
            long events,
            long anonymous,
            @Nullable String first,
            @Nullable String last,
            long rows,
            long duplicates,
            double setAside,
            int loads,
            @Nullable String lastLoad,
            @Nullable Long ageDays,
            int lateAfterDays,
            @Nullable ComparedLoads compared,
            List<QualityOfProperty> properties) {}

    record ScoreReason(int points, Words words) {}

    record QualityAlert(
            Alert.Kind kind,
            @Nullable String property,
            @Nullable Words title,
            Words words) {}

    record QualityVolume(String type, Words title, long events, long anonymous, String first, String last) {}

    record ComparedLoads(int before, int now) {}

    /// @param masked whether values are left out since they are personal
    record QualityOfProperty(
            String name,
            Words title,
            ValueType type,
            int points,
            List<ScoreReason> reasons,
            List<Words> on,
            long events,
            long filled,
            double completeness,
            long invalid,
            double validity,
            long distinct,
            boolean estimated,
            double uniqueness,
            @Nullable String first,
            @Nullable String last,
            long lateDays,
            boolean masked,
            List<QuantileView> quantiles,
            List<TopValue> top,
            @Nullable OutliersView outliers,
            @Nullable DriftView drift) {}

    record QuantileView(double level, String value) {}

    record TopValue(String value, long count) {}

    record OutliersView(Outliers.Season season, long judged, long count, List<OutlierExample> examples) {}

    record OutlierExample(
            String event, Words type, @Nullable String customer, String at, String value, String usual) {}

    record DriftView(double psi, double chance, boolean shifted, boolean much, double filledBefore, double filledNow) {}

    static List<Route> routes(Desks desks) {
        return List.of(Route.get(
                Routes.WORKSPACE + "/quality",
                "Volume, period, completeness, freshness, validity, uniqueness, distribution, outliers and drift by source and property; scores and alerts.",
                List.of(Route.one("source", "One source; all where left out.")),
                QualityList.class,
                request -> quality(Asked.of(request, desks))));
    }

    private static QualityList quality(Asked asked) {
        String source = asked.text("source");
        if (!source.isEmpty()) {
            asked.desk().workspace().mapping(source);
        }
        return new QualityList(
                asked.desk().quality().stream()
                        .filter(one ->
                                source.isEmpty() || one.mapping().source().equals(source))
                        .map(one -> view(one, asked))
                        .toList(),
                source.isEmpty() ? models(asked.desk().predictions()) : List.of());
    }

    private static List<QualityOfModel> models(Predictions predictions) {
        return predictions.monitoring().last().entrySet().stream()
                .filter(each -> !each.getValue().alarms().isEmpty())
                .map(each -> new QualityOfModel(
                        each.getKey(),
                        Objects.requireNonNull(predictions.models().get(each.getKey()))
                                .definition()
                                .title(),
                        MonitoringView.alarms(each.getValue())))
                .toList();
    }

    private static QualityOfSource view(SourceQuality quality, Asked asked) {
        Workspace workspace = asked.desk().workspace();
        List<QualityVolume> volumes = quality.measured().volumes().stream()
                .map(volume -> new QualityVolume(
                        volume.type(),
                        workspace.definitions().plan().type(volume.type()).title(),
                        volume.events(),
                        volume.anonymous(),
                        asked.text(volume.first()),
                        asked.text(volume.last())))
                .toList();
        Measured.Comparison compared = quality.measured().comparison();
        return new QualityOfSource(
                quality.mapping().source(),
                quality.mapping().title(),
                quality.score().points(),
                reasons(quality.score()),
                quality.alerts().stream()
                        .map(alert ->
                                new QualityAlert(alert.kind(), alert.property(), title(quality, alert), alert.words()))
                        .toList(),
                volumes,
                volumes.stream().mapToLong(QualityVolume::events).sum(),
                volumes.stream().mapToLong(QualityVolume::anonymous).sum(),
                asked.textOrNull(quality.measured().first()),
                asked.textOrNull(quality.measured().last()),
                quality.rows(),
                quality.duplicates(),
                quality.setAside(),
                quality.loads(),
                asked.textOrNull(quality.lastLoad()),
                quality.ageDays(),
                quality.lateAfterDays(),
                compared == null ? null : new ComparedLoads(compared.before(), compared.now()),
                quality.properties().stream()
                        .map(property -> view(property, asked))
                        .toList());
    }

    private static @Nullable Words title(SourceQuality quality, Alert alert) {
        return quality.properties().stream()
                .map(one -> one.measured().property())
                .filter(property -> property.name().equals(alert.property()))
                .map(Property::title)
                .findFirst()
                .orElse(null);
    }

    private static QualityOfProperty view(PropertyQuality quality, Asked asked) {
        Measured.OfProperty measured = quality.measured();
        Property property = measured.property();
        boolean masked = property.sensitivity() == Sensitivity.PERSONAL;
        Drift drift = quality.drift();
        return new QualityOfProperty(
                property.name(),
                property.title(),
                property.type(),
                quality.score().points(),
                reasons(quality.score()),
                measured.types().stream()
                        .map(type -> asked.desk()
                                .workspace()
                                .definitions()
                                .plan()
                                .type(type)
                                .title())
                        .toList(),
                measured.events(),
                measured.filled(),
                quality.completeness(),
                quality.invalid().within() + quality.invalid().out(),
                quality.validity(),
                measured.distinct(),
                measured.estimated(),
                quality.uniqueness(),
                asked.textOrNull(measured.first()),
                asked.textOrNull(measured.last()),
                quality.lateDays(),
                masked,
                masked ? List.of() : quantiles(measured),
                masked
                        ? List.of()
                        : measured.top().stream()
                                .map(top -> new TopValue(top.value(), top.count()))
                                .toList(),
                measured.outliers() == null ? null : outliers(measured.outliers(), masked, asked),
                drift == null
                        ? null
                        : new DriftView(
                                drift.psi(),
                                drift.chance(),
                                drift.shifted(),
                                drift.much(),
                                drift.filledBefore(),
                                drift.filledNow()));
    }

    private static List<QuantileView> quantiles(Measured.OfProperty measured) {
        List<QuantileView> quantiles = new ArrayList<>();
        for (int i = 0; i < measured.quantiles().size(); i++) {
            quantiles.add(new QuantileView(
                    Measured.LEVELS.get(i), measured.quantiles().get(i)));
        }
        return quantiles;
    }

    private static OutliersView outliers(Outliers outliers, boolean masked, Asked asked) {
        Workspace workspace = asked.desk().workspace();
        return new OutliersView(
                outliers.season(),
                outliers.judged(),
                outliers.count(),
                masked
                        ? List.of()
                        : outliers.examples().stream()
                                .map(example -> new OutlierExample(
                                        example.event(),
                                        workspace
                                                .definitions()
                                                .plan()
                                                .type(example.type())
                                                .title(),
                                        example.customer() == null
                                                ? null
                                                : asked.sight()
                                                        .identifier(workspace
                                                                .store()
                                                                .customers()
                                                                .identifier(example.customer()))
                                                        .value(),
                                        asked.text(example.at()),
                                        example.value(),
                                        example.usual()))
                                .toList());
    }

    private static List<ScoreReason> reasons(Score score) {
        return score.reasons().stream()
                .map(reason -> new ScoreReason(reason.points(), reason.words()))
                .toList();
    }
}
