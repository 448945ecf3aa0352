package dev.limner.models.pattern;

import dev.limner.models.pattern.FrequentItemsets.Itemset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Rules "who takes these also takes those" from frequent sets: Agrawal, Imielinski and Swami, SIGMOD 1993.
/// Many rules are looked at, so some look strong by chance: the p-value (Fisher's exact test, one-sided) comes
/// corrected for all rules looked at, after Benjamini and Hochberg (1995).
public final class AssociationRules {
    private AssociationRules() {}

    /// One rule; supports are shares of the baskets.
    ///
    /// @param antecedent what is taken, ascending
    /// @param consequent what is taken then, ascending
    /// @param count how many baskets hold both
    /// @param support the share of baskets that hold both
    /// @param confidence the share with the consequent among those with the antecedent
    /// @param lift the confidence over the share of the consequent in all: 1 is chance
    /// @param leverage the support less what chance would give
    /// @param conviction how many times more often the rule would fail by chance; infinite where it never fails
    /// @param p the chance of as many baskets with both if they had nothing to do with each other
    /// @param adjustedP the share of false ones to expect among all rules with at most this p
    public record Rule(
            List<Integer> antecedent,
            List<Integer> consequent,
            int count,
            double support,
            double confidence,
            double lift,
            double leverage,
            double conviction,
            double p,
            double adjustedP) {
        public Rule {
            antecedent = List.copyOf(antecedent);
            consequent = List.copyOf(consequent);
        }

        private Rule adjusted(double value) {
            return new Rule(antecedent, consequent, count, support, confidence, lift, leverage, conviction, p, value);
        }
    }

    /// The rules of `sets` of at least `confidence` (0 to 1), the highest lift first.
    public static List<Rule> of(FrequentItemsets sets, double confidence) {
        double[] logFactorials = new double[sets.baskets() + 1];
        for (int i = 1; i < logFactorials.length; i++) {
            logFactorials[i] = logFactorials[i - 1] + Math.log(i);
        }
        List<Rule> rules = new ArrayList<>();
        for (Itemset set : sets.itemsets()) {
            int size = set.items().size();
            for (long chosen = 1; chosen < (1L << size) - 1; chosen++) {
                List<Integer> antecedent = new ArrayList<>();
                List<Integer> consequent = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    (((chosen >> i) & 1) == 1 ? antecedent : consequent)
                            .add(set.items().get(i));
                }
                int left = sets.count(antecedent);
                if (set.count() >= confidence * left * (1 - 1e-12)) {
                    rules.add(rule(antecedent, consequent, set.count(), left, sets, logFactorials));
                }
            }
        }
        return corrected(rules);
    }

    private static Rule rule(
            List<Integer> antecedent,
            List<Integer> consequent,
            int both,
            int left,
            FrequentItemsets sets,
            double[] logFactorials) {
        double n = sets.baskets();
        int right = sets.count(consequent);
        double confidence = both / (double) left;
        return new Rule(
                antecedent,
                consequent,
                both,
                both / n,
                confidence,
                confidence / (right / n),
                both / n - left / n * (right / n),
                both == left ? Double.POSITIVE_INFINITY : (1 - right / n) / (1 - confidence),
                tail(sets.baskets(), left, right, both, logFactorials),
                1);
    }

    /// The chance that of `left` baskets drawn from `n` with `right` marked ones at least `both` are marked.
    private static double tail(int n, int left, int right, int both, double[] logFactorials) {
        double sum = 0;
        double most = Math.min(left, right);
        for (int k = both; k <= most && n - left - right + k >= 0; k++) {
            double term = Math.exp(logFactorials[left]
                    + logFactorials[n - left]
                    + logFactorials[right]
                    + logFactorials[n - right]
                    - logFactorials[n]
                    - logFactorials[k]
                    - logFactorials[left - k]
                    - logFactorials[right - k]
                    - logFactorials[n - left - right + k]);
            sum += term;
            if (term < sum * 1e-17) {
                break;
            }
        }
        return Math.min(1, sum);
    }

    private static List<Rule> corrected(List<Rule> rules) {
        List<Rule> byP = new ArrayList<>(rules);
        byP.sort(Comparator.comparingDouble(Rule::p));
        double least = 1;
        for (int i = byP.size() - 1; i >= 0; i--) {
            least = Math.min(least, byP.get(i).p * byP.size() / (i + 1));
            byP.set(i, byP.get(i).adjusted(least));
        }
        byP.sort(Comparator.comparingDouble((Rule rule) -> -rule.lift)
                .thenComparing(Comparator.comparingDouble((Rule rule) -> -rule.support))
                .thenComparing(rule -> rule.antecedent.toString())
                .thenComparing(rule -> rule.consequent.toString()));
        return List.copyOf(byP);
    }
}
