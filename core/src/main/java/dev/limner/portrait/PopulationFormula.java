package dev.limner.portrait;

import dev.limner.problem.Words;
import java.util.List;

/// A tag's value as a function of other tags and of parameters that are fitted over a population.
///
/// Formulas with the same [#model] share one set of parameters.
///
/// @param <P> the parameters
public non-sealed interface PopulationFormula<P extends Parameters> extends Formula {
    /// The name of the parameters, with the settings that they depend on.
    String model();

    /// The parameters' class, to read stored ones.
    Class<P> parameters();

    /// The tags it is computed from.
    List<String> inputs();

    /// Learns the parameters of everybody in `people`, who have the inputs.
    P fit(People people);

    /// The value, or [dev.limner.history.History#MISSING], given those of the [#inputs] as their tags hold
    /// them.
    long value(long[] inputs, P parameters);

    /// The value of one customer, or [dev.limner.history.History#MISSING].
    default long value(People people, int customer, P parameters) {
        return value(
                inputs().stream()
                        .mapToLong(input -> people.column(input).value(customer))
                        .toArray(),
                parameters);
    }

    /// Why the customer has that value, in one sentence.
    Words why(People people, int customer, P parameters);
}
