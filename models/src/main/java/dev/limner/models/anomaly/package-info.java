/// Rows that are unlike the rest.
///
/// Start with [IsolationForest]. Anyone may call.
@NullMarked
package dev.limner.models.anomaly;

import org.jspecify.annotations.NullMarked;
