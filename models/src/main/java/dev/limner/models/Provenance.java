package dev.limner.models;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a fitted model came from: with the generator of chance in the same state, enough to fit it again and
/// get the same model.
///
/// @param algorithm the name of the algorithm
/// @param options the options as text
/// @param rows the number of observations, equal ones counted as often as they occur
/// @param columns the number of measures an observation has
/// @param data the [Fingerprint] of the observations: equal for equal data in the same order
/// @param fitted when it was fitted, by the [Progress#moment] of whoever asked; null where nobody said
public record Provenance(
        String algorithm,
        String options,
        long rows,
        int columns,
        long data,
        @Nullable Instant fitted) {
    /// The origin of a model of `rows` observations with `columns` measures whose content is `data`.
    public static Provenance of(
            String algorithm, Object options, long rows, int columns, Fingerprint data, Progress progress) {
        return new Provenance(algorithm, options.toString(), rows, columns, data.value(), progress.moment());
    }
}
