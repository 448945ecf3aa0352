package dev.limner.workspace;

import dev.limner.language.plan.WhyAnswer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why a condition holds for a customer or does not, and until when time alone leaves it so.
///
/// @param until null where it does for ever, or farther than one can see
public record Reason(WhyAnswer answer, @Nullable Instant until) {}
