package dev.limner.models.text;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Which of several topics a text is about: one [TextClassifier] a topic against all others over the same runs
/// of characters, their probabilities brought to the sum 1. Rifkin and Klautau, "In Defense of One-Vs-All
/// Classification", Journal of Machine Learning Research 5 (2004).
public final class TopicClassifier {
    private final Map<String, TextClassifier> classifiers;
    private final Provenance provenance;

    private TopicClassifier(Map<String, TextClassifier> classifiers, Provenance provenance) {
        this.classifiers = classifiers;
        this.provenance = provenance;
    }

    /// Fits `texts` to their `topics`, one an index, at least two different ones; `seed` orders the passes.
    public static TopicClassifier fit(
            List<String> texts, List<String> topics, TextClassifier.Options options, long seed, Progress progress) {
        List<String> different = new ArrayList<>(new TreeSet<>(topics));
        if (texts.size() != topics.size() || different.size() < 2) {
            throw new IllegalArgumentException(
                    texts.size() + " texts for " + topics.size() + " topics, " + different.size() + " different");
        }
        Grams grams = Grams.of(texts, options.longest(), options.leastTexts());
        int[][] columns = grams.columns(texts);
        Map<String, TextClassifier> classifiers = new LinkedHashMap<>();
        for (int k = 0; k < different.size(); k++) {
            boolean[] ofTopic = new boolean[columns.length];
            for (int i = 0; i < ofTopic.length; i++) {
                ofTopic[i] = topics.get(i).equals(different.get(k));
            }
            Progress part = progress.part(k / (double) different.size(), (k + 1.0) / different.size());
            classifiers.put(different.get(k), TextClassifier.fit(texts, grams, columns, ofTopic, options, seed, part));
        }
        Fingerprint data = Fingerprint.start();
        texts.forEach(data::and);
        topics.forEach(data::and);
        return new TopicClassifier(
                classifiers,
                Provenance.of(
                        "TopicClassifier", options + ", seed " + seed, texts.size(), grams.size(), data, progress));
    }

    /// By topic the probability that `text` is about it; they sum to 1.
    public Map<String, Double> probabilities(String text) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        classifiers.forEach((topic, classifier) -> probabilities.put(topic, classifier.probability(text)));
        double sum =
                probabilities.values().stream().mapToDouble(Double::doubleValue).sum();
        probabilities.replaceAll((_, probability) -> probability / sum);
        return probabilities;
    }

    /// The most probable topic of `text`.
    public String topic(String text) {
        return probabilities(text).entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }

    /// The topics, in the order of their names.
    public List<String> topics() {
        return List.copyOf(classifiers.keySet());
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}
