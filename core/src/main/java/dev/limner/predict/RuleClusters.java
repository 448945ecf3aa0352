package dev.limner.predict;

import dev.limner.problem.Words;
import java.util.List;

/// Groups of alike customers, and the rules that say who belongs to each.
///
/// @param customers how many were looked at; a third of them was held out
/// @param quality the silhouette of the groups, -1 to 1
/// @param stability the mean agreement of groups found in two samples of the customers, 1 for the same ones
/// (adjusted Rand index)
/// @param fidelity the share of held-out customers whom the rules say to be in the group, and in no other, that
/// they are nearest to
public record RuleClusters(
        int customers, int heldOut, double quality, double stability, double fidelity, List<Cluster> clusters) {
    public RuleClusters {
        clusters = List.copyOf(clusters);
    }

    /// One group with its rule.
    ///
    /// @param title what sets it apart from everybody else
    /// @param rule a condition of the language; whoever comes new belongs to it where it holds
    /// @param share of all customers who are nearest to it
    /// @param fidelity the share of held-out customers of whom the rule says rightly whether they are in it
    /// @param precision the share of those held out whom the rule takes that are in it
    /// @param recall the share of those held out that are in it whom the rule takes
    /// @param profile the mean of each feature in the group and over everybody
    public record Cluster(
            String id,
            Words title,
            String rule,
            double share,
            double fidelity,
            double precision,
            double recall,
            List<Mean> profile) {
        public Cluster {
            profile = List.copyOf(profile);
        }
    }

    /// The mean of a feature in a group and over everybody.
    public record Mean(String feature, Words aloud, double inside, double everybody) {}
}
