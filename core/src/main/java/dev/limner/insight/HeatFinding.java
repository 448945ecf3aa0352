package dev.limner.insight;

import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// What an hour map says, in one or two sentences: the peak, and a weekday without any order.
public final class HeatFinding {
    private static final Phrases WORDS = Phrases.of(HeatFinding.class);

    private HeatFinding() {}

    public static Words of(HeatMapStudy.Cells cells) {
        long all = 0;
        int peakDay = 1;
        int peakHour = 0;
        int quietDays = 0;
        int quietDay = 0;
        for (int weekday = 1; weekday <= 7; weekday++) {
            long ofDay = 0;
            for (int hour = 0; hour < 24; hour++) {
                ofDay += cells.orders(weekday, hour);
                if (cells.orders(weekday, hour) > cells.orders(peakDay, peakHour)) {
                    peakDay = weekday;
                    peakHour = hour;
                }
            }
            all += ofDay;
            quietDays += ofDay == 0 ? 1 : 0;
            quietDay = ofDay == 0 ? weekday : quietDay;
        }
        if (all == 0) {
            return WORDS.say("heat_nothing");
        }
        BigDecimal percent = BigDecimal.valueOf(100 * cells.orders(peakDay, peakHour))
                .divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_EVEN);
        Words peak = WORDS.say("heat_peak", weekday(peakDay), hour(peakHour), hour(peakHour + 1), percent);
        if (quietDays != 1) {
            return peak;
        }
        Words quiet = WORDS.say("heat_quiet", weekday(quietDay));
        return new Words(peak.en() + " " + quiet.en(), peak.zh() + quiet.zh());
    }

    private static Words weekday(int weekday) {
        return WORDS.say("weekday_" + weekday);
    }

    private static String hour(int hour) {
        return hour + ":00";
    }
}
