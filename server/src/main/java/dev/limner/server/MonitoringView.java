package dev.limner.server;

import dev.limner.predict.Monitoring;
import dev.limner.problem.Words;
import dev.limner.server.ModelResource.ModelFigure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the version of a model in force has done since its fit.
///
/// @param before customers with a score as of the fit, and `now` those as of the look
/// @param scores how far the scores have moved; left out where there are too few customers to tell
/// @param realised what came of the predictions of a horizon ago; left out where none has passed since a fit
record MonitoringView(
        String asOf,
        String fittedAsOf,
        int before,
        int now,
        @Nullable ModelShift scores,
        List<ModelMoved> features,
        @Nullable ModelRealised realised) {
    /// Something about a model in force that somebody should look at.
    record ModelAlarm(Monitoring.Alarm.Kind kind, Words words) {}

    record ModelShift(double index, double chance, boolean shifted, boolean much) {}

    record ModelMoved(String feature, Words aloud, ModelShift shift) {}

    record ModelRealised(
            String at,
            String fittedAsOf,
            int rows,
            List<ModelFigure> stated,
            List<ModelFigure> reached,
            boolean fellShort) {}

    static List<ModelAlarm> alarms(Monitoring look) {
        return look.alarms().stream()
                .map(alarm -> new ModelAlarm(alarm.kind(), alarm.words()))
                .toList();
    }

    static MonitoringView of(Asked asked, Monitoring look) {
        Monitoring.Shift scores = look.scores();
        Monitoring.Realised realised = look.realised();
        return new MonitoringView(
                asked.text(look.asOf()),
                asked.text(look.fittedAsOf()),
                look.before(),
                look.now(),
                scores == null ? null : view(scores),
                look.features().stream()
                        .map(each -> new ModelMoved(each.feature(), each.aloud(), view(each.shift())))
                        .toList(),
                realised == null
                        ? null
                        : new ModelRealised(
                                asked.text(realised.at()),
                                asked.text(realised.fittedAsOf()),
                                realised.rows(),
                                ModelResource.figures(realised.stated()),
                                ModelResource.figures(realised.reached()),
                                realised.fellShort()));
    }

    private static ModelShift view(Monitoring.Shift shift) {
        return new ModelShift(shift.index(), shift.chance(), shift.shifted(), shift.much());
    }
}
