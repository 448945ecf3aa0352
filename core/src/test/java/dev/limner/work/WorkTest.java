package dev.limner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.problem.Words;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static final Words READING = new Words("reading", "读取");

    @Test
    void aWatcherSeesTheStageAndHowFarItIs() {
        Work work = new Work();
        work.stage(READING, 10);
        work.advance(3);
        work.advance(4);
        assertThat(work.snapshot())
                .returns(READING, Work.Snapshot::stage)
                .returns(7L, Work.Snapshot::done)
                .returns(10L, Work.Snapshot::total);
        work.reached(5);
        assertThat(work.snapshot().done()).isEqualTo(5);
    }

    @Test
    void aNewStageBeginsAtNothing() {
        Work work = new Work();
        work.stage(READING, 10);
        work.advance(10);
        work.stage(new Words("sorting", "排序"), 0);
        assertThat(work.snapshot().done()).isZero();
        assertThat(work.snapshot().total()).isZero();
    }

    @Test
    void rateAndTimeLeftAreThoseSoFar() {
        Work.Snapshot snapshot = new Work.Snapshot(READING, 20, 100, 4);
        assertThat(snapshot.rate()).isEqualTo(5);
        assertThat(snapshot.secondsLeft()).isEqualTo(16);
    }

    @Test
    void timeLeftIsNotToldWhereItIsNotKnown() {
        assertThat(new Work.Snapshot(READING, 20, 0, 4).secondsLeft()).isNegative();
        assertThat(new Work.Snapshot(READING, 0, 100, 4).secondsLeft()).isNegative();
        assertThat(new Work.Snapshot(READING, 20, 100, 0).rate()).isZero();
        assertThat(new Work.Snapshot(READING, 120, 100, 4).secondsLeft()).isZero();
    }

    @Test
    void whoeverWorksStopsAtTheNextStepAfterACancel() {
        Work work = new Work();
        assertThatNoException().isThrownBy(work::check);
        work.cancel();
        assertThatThrownBy(work::check).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> work.advance(1)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> work.reached(1)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> work.stage(READING, 1)).isInstanceOf(CancellationException.class);
    }
}
