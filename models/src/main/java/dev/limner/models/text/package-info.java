/// What texts say, without a dictionary: Chinese, English or mixed.
///
/// Start with [TextClassifier]: sentiment, topic, intent, whatever has labelled examples. Anyone may call.
@NullMarked
package dev.limner.models.text;

import org.jspecify.annotations.NullMarked;
