package dev.limner.insight;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The steps that cover the local dates from `from` to before `to`.
final class Steps implements Serializable {
    private final LocalDate from;
    private final LocalDate to;
    private final Step step;
    private final List<LocalDate> starts = new ArrayList<>();
    private final int firstDay;
    /// The step's place by day since `from`.
    private final int[] places;

    Steps(LocalDate from, LocalDate to, Step step) {
        this.from = from;
        this.to = to;
        this.step = step;
        firstDay = (int) from.toEpochDay();
        places = new int[(int) Math.max(0, to.toEpochDay() - from.toEpochDay())];
        for (LocalDate start = step.start(from); start.isBefore(to); start = step.next(start)) {
            for (LocalDate day = start; day.isBefore(step.next(start)); day = day.plusDays(1)) {
                if (!day.isBefore(from) && day.isBefore(to)) {
                    places[(int) day.toEpochDay() - firstDay] = starts.size();
                }
            }
            starts.add(start);
        }
    }

    int size() {
        return starts.size();
    }

    /// The place of the step that the day (since 1970-01-01) lies in, or -1 where it is outside.
    int place(int day) {
        int index = day - firstDay;
        return index < 0 || index >= places.length ? -1 : places[index];
    }

    LocalDate start(int place) {
        return starts.get(place);
    }

    /// Whether a part of the step lies outside of the dates asked for.
    boolean partial(int place) {
        LocalDate start = starts.get(place);
        return start.isBefore(from) || step.next(start).isAfter(to);
    }
}
