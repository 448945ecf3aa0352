/// What texts say, in Chinese, English and any other language.
///
/// Start with [TextClassifier] for yes or no (sentiment) and [TopicClassifier] for one of several, both learned
/// from examples; [AspectOpinions] tells what is praised and what complained of, by the words of a [Lexicon].
@NullMarked
package dev.limner.models.text;

import org.jspecify.annotations.NullMarked;
