package dev.limner.source.clean;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// A way in which dates are written. No row is guessed: a rule says which ways its column knows.
public enum DateForm {
    /// `2024-03-05`, `2024/3/5`, `2024.3.5`, a time after it or not.
    @JsonProperty("iso")
    ISO,
    /// `20240305`.
    @JsonProperty("compact")
    COMPACT,
    /// `5/3/2024`, `05.03.2024`, `5-3-2024` for the 5th of March.
    @JsonProperty("day_month_year")
    DAY_MONTH_YEAR,
    /// `3/5/2024` for the 5th of March.
    @JsonProperty("month_day_year")
    MONTH_DAY_YEAR,
    /// `5 March 2024`, `Mar 5, 2024`.
    @JsonProperty("month_name")
    MONTH_NAME,
    /// `2024年3月5日`, `二〇二四年三月五日`.
    @JsonProperty("chinese")
    CHINESE,
    /// `45356`: days as Excel counts them from 1900, its 29 February 1900 included, which never was.
    @JsonProperty("excel_serial")
    EXCEL_SERIAL,
    /// `43894`: days as Excel counts them from 1904.
    @JsonProperty("excel_serial_1904")
    EXCEL_SERIAL_1904;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
