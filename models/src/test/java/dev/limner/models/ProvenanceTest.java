package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.models.lifetime.BgNbd;
import dev.limner.models.lifetime.LifetimeModel;
import dev.limner.models.lifetime.PurchaseHistories;
import dev.limner.models.lifetime.PurchaseHistory;
import dev.limner.models.linear.LogisticRegression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    private static Provenance of(double first, Progress progress) {
        double[][] rows = {{first, 1}, {2, 3}, {4, 0}, {1, 1}};
        boolean[] events = {true, false, true, false};
        return LogisticRegression.fit(rows, events, LogisticRegression.Options.defaults(), progress)
                .provenance();
    }

    @Test
    void aModelBearsTheFingerprintOfItsData() {
        Provenance origin = of(1, Progress.SILENT);
        assertThat(origin).isEqualTo(of(1, Progress.SILENT));
        assertThat(of(1.0000000001, Progress.SILENT).data()).isNotEqualTo(origin.data());
        assertThat(origin.rows()).isEqualTo(4);
        assertThat(origin.columns()).isEqualTo(2);
        assertThat(origin.options()).contains("penalty=1");
    }

    @Test
    void aModelIsDatedByWhoeverAskedForIt() {
        Instant moment = Instant.parse("2011-12-10T00:00:00Z");
        assertThat(of(1, Progress.SILENT).fitted()).isNull();
        assertThat(of(1, Progress.SILENT.at(moment)).fitted()).isEqualTo(moment);
        assertThat(of(1, Progress.SILENT.at(moment).part(0.2, 0.3)).fitted()).isEqualTo(moment);
    }

    @Test
    void fingerprintsTellOrderAndBounds() {
        assertThat(Fingerprint.start().and("ab").and("c").value())
                .isNotEqualTo(Fingerprint.start().and("a").and("bc").value());
        assertThat(Fingerprint.of(new double[][] {{1, 2}, {3}}).value())
                .isNotEqualTo(Fingerprint.of(new double[][] {{1}, {2, 3}}).value());
        assertThat(Fingerprint.of(new double[][] {{1}, {2}}).value())
                .isNotEqualTo(Fingerprint.of(new double[][] {{2}, {1}}).value());
    }

    @Test
    void likelihoodSearchesReportAndMayBeEnded() {
        PurchaseHistories customers = PurchaseHistories.of(
                List.of(new PurchaseHistory(2, 30, 38), new PurchaseHistory(0, 0, 38), new PurchaseHistory(5, 20, 39)));
        List<Double> shares = new ArrayList<>();
        BgNbd.fit(customers, new LifetimeModel.Options(0.1), shares::add);
        assertThat(shares).isSorted().hasSizeGreaterThan(3);
        assertThatThrownBy(() -> BgNbd.fit(customers, LifetimeModel.Options.defaults(), share -> share < 0.3))
                .isInstanceOf(CancellationException.class);
    }
}
