package dev.limner.language.plan;

import dev.limner.problem.Words;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a condition holds for a customer, or does not.
///
/// @param tree its parts with their values
/// @param events the events that counted: any part of the history that has them gives the same answer
/// @param removal the fewest events without which the answer flips
/// @param change the nearest change that flips it; null where none of those that are tried does
/// @param sentences all of it in words
public record WhyAnswer(
        boolean value,
        WhyNode tree,
        List<Integer> events,
        Removal removal,
        @Nullable Change change,
        List<Words> sentences)
        implements Serializable {
    public WhyAnswer {
        events = List.copyOf(events);
        sentences = List.copyOf(sentences);
    }
}
