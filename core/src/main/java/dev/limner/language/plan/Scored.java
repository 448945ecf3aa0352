package dev.limner.language.plan;

import dev.limner.language.Source;
import java.util.List;

/// What a model reads of a customer to give a score.
///
/// @param population whom it gives one to
/// @param features the values it reads, in its order
public record Scored(Source population, List<Source> features) {
    public Scored {
        features = List.copyOf(features);
    }
}
