package dev.limner.models;

import java.util.List;

/// A model whose parameters were found by maximum likelihood, with how sure they are.
///
/// @param <M> the kind of model
/// @param model the model at its parameters
/// @param parameters the same parameters by name, with standard errors
/// @param logLikelihood the natural logarithm of the likelihood of all observations, penalties left out
/// @param converged whether the search ended by its own criterion; where not, do not trust the model
/// @param provenance what it was fitted on and how
public record Fitted<M>(
        M model, List<Parameter> parameters, double logLikelihood, boolean converged, Provenance provenance) {
    public Fitted {
        parameters = List.copyOf(parameters);
    }

    /// One parameter and its standard error.
    public record Parameter(String name, double value, Estimate standardError) {}
}
