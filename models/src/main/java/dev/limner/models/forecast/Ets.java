package dev.limner.models.forecast;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.BoundedBfgs;
import dev.limner.models.statistics.Interval;
import dev.limner.models.statistics.Minimum;
import dev.limner.models.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Exponential smoothing as a model of states, so that it has a likelihood and prediction intervals: Hyndman,
/// Koehler, Snyder and Grose, International Journal of Forecasting 18 (2002); Hyndman, Koehler, Ord and Snyder,
/// Forecasting with Exponential Smoothing (2008). Error, trend and season may each be of a kind; the likelihood
/// corrected for the number of parameters (AICc) chooses.
public final class Ets implements Forecaster {
    private final EtsForm form;
    private final EtsStates states;
    private final int length;
    private final double logLikelihood;
    private final double corrected;
    private final double variance;
    private final Provenance provenance;

    private Ets(EtsForm form, EtsStates states, int length, double[] figures, Provenance provenance) {
        this.form = form;
        this.states = states;
        this.length = length;
        logLikelihood = figures[0];
        corrected = figures[1];
        variance = figures[2];
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param period after how many values the season returns, 1 for none; above 24 none is looked for
    public record Options(int period) {
        public Options {
            if (period < 1) {
                throw new IllegalArgumentException("period " + period + " is below 1");
            }
        }

        /// With seasons of `period`.
        public static Options defaults(int period) {
            return new Options(period);
        }
    }

    /// Fits every form that suits `series` and takes the one with the least AICc.
    ///
    /// @throws IllegalArgumentException where the series is too short for any
    public static Ets fit(double[] series, Options options, Progress progress) {
        boolean positive = Arrays.stream(series).allMatch(x -> x > 0);
        List<Ets> fits = new ArrayList<>();
        List<EtsForm> forms = EtsForm.all(options.period > 24 ? 1 : options.period, positive);
        for (int i = 0; i < forms.size(); i++) {
            Progress part = progress.part(i / (double) forms.size(), (i + 1.0) / forms.size());
            if (series.length >= forms.get(i).leastLength(options.period)) {
                fits.add(fit(series, forms.get(i), options, part));
            }
        }
        Ets best = null;
        for (Ets fit : fits) {
            best = best == null || fit.corrected < best.corrected ? fit : best;
        }
        if (best == null) {
            throw new IllegalArgumentException(series.length + " values of period " + options.period);
        }
        return best;
    }

    /// Fits one `form`.
    public static Ets fit(double[] series, EtsForm form, Options options, Progress progress) {
        if (series.length < form.leastLength(options.period)) {
            throw new IllegalArgumentException(series.length + " values of period " + options.period + " for " + form);
        }
        int period = form.season() == EtsForm.Season.NONE ? 1 : options.period;
        int n = series.length;
        EtsStart start = EtsStart.of(series, form, period);
        Minimum best = new Minimum(new double[0], Double.POSITIVE_INFINITY, 0, false);
        double[] levels = {-1.5, 1};
        for (int i = 0; i < levels.length; i++) {
            Minimum found = BoundedBfgs.minimise(
                    point -> loss(EtsStates.after(series, form, start.at(point))),
                    start.point(levels[i]),
                    -EtsStart.BOUND,
                    EtsStart.BOUND,
                    progress.part(i / (double) levels.length, (i + 1.0) / levels.length));
            best = found.value() < best.value() ? found : best;
        }
        if (best.point().length == 0) {
            throw new IllegalArgumentException("the series leaves the ground of " + form);
        }
        EtsStates states = EtsStates.after(series, form, start.at(best.point()));
        int parameters = best.point().length + 1;
        double logLikelihood = -loss(states) * n;
        double corrected = 2 * (parameters - logLikelihood)
                + 2.0 * parameters * (parameters + 1) / Math.max(1e-9, n - parameters - 1);
        double variance = states.squares() / Math.max(1, n - best.point().length);
        return new Ets(
                form,
                states,
                n,
                new double[] {logLikelihood, corrected, variance},
                Provenance.of("Ets " + form, options, n, 1, Fingerprint.start().and(series), progress));
    }

    /// Minus the mean log-likelihood, constants left out as in R's forecast.
    private static double loss(EtsStates states) {
        return Math.log(states.squares()) / 2 + states.logMeans() / states.count();
    }

    @Override
    public double[] forecast(int horizon) {
        EtsStates at = states.copy();
        double[] next = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            next[h] = at.mean(length + h);
            at.follow(next[h], length + h);
        }
        return next;
    }

    /// By step the interval that holds the value with the chance `level`, by `draws` futures whose errors are
    /// normal; what is not known of the parameters is left out, so that true intervals are a little wider.
    public List<Interval> intervals(int horizon, double level, int draws, RandomGenerator random) {
        double[][] values = new double[horizon][draws];
        double deviation = Math.sqrt(variance);
        for (int draw = 0; draw < draws; draw++) {
            EtsStates at = states.copy();
            for (int h = 0; h < horizon; h++) {
                double mean = at.mean(length + h);
                double error = deviation * random.nextGaussian();
                values[h][draw] = form.error() == EtsForm.Errors.ADDITIVE ? mean + error : mean * (1 + error);
                at.follow(values[h][draw], length + h);
            }
        }
        return Arrays.stream(values)
                .map(drawn -> Quantiles.of(drawn, (1 - level) / 2, (1 + level) / 2))
                .map(ends -> new Interval(ends[0], ends[1], level))
                .toList();
    }

    /// The form chosen.
    public EtsForm form() {
        return form;
    }

    /// The speed at which the level follows, 0 to 1.
    public double alpha() {
        return states.speeds().alpha();
    }

    /// The speed at which the slope follows, 0 to alpha; 0 without a trend.
    public double beta() {
        return states.speeds().beta();
    }

    /// The speed at which the season follows, 0 to 1 - alpha; 0 without a season.
    public double gamma() {
        return states.speeds().gamma();
    }

    /// The share of the slope that is left after a step; 1 where it is not damped.
    public double phi() {
        return states.speeds().phi();
    }

    /// ln of the likelihood, constants left out as in R's forecast.
    public double logLikelihood() {
        return logLikelihood;
    }

    /// Akaike's criterion, corrected for the length of the series: the smaller the better.
    public double correctedCriterion() {
        return corrected;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}
