package dev.limner.predict;

import dev.limner.language.Type;
import dev.limner.problem.Words;
import java.time.Instant;
import java.util.List;

/// Groups of alike customers, and the rules that say who belongs to each.
///
/// @param customers how many were looked at; a third of them was held out
/// @param quality the silhouette of the groups, -1 to 1
/// @param stability the mean agreement of groups found in two samples of the customers, 1 for the same ones
/// (adjusted Rand index)
/// @param fidelity the share of held-out customers whom the rules say to be in the group, and in no other, that
/// they are nearest to
/// @param none the share of all whom no rule takes, or more than one
/// @param clusters the largest first
public record RuleClusters(
        int customers,
        int heldOut,
        double quality,
        double stability,
        double fidelity,
        double none,
        String population,
        Words populationAloud,
        List<Cluster> clusters,
        Plane plane,
        Centroids centroids,
        Origin origin) {
    public RuleClusters {
        clusters = List.copyOf(clusters);
    }

    /// One group with its rule.
    ///
    /// @param title what sets it apart from everybody else
    /// @param rule a condition of the language; whoever comes new belongs to it where it holds
    /// @param branches of which one must hold beside the population, each as a statement about a customer
    /// @param share of all customers who are nearest to it
    /// @param ruled the share of all whom this rule takes and no other
    /// @param fidelity the share of held-out customers of whom the rule says rightly whether they are in it
    /// @param precision the share of those held out whom the rule takes that are in it
    /// @param recall the share of those held out that are in it whom the rule takes
    public record Cluster(
            String id,
            Words title,
            String rule,
            Words aloud,
            List<Words> branches,
            double share,
            double ruled,
            double fidelity,
            double precision,
            double recall,
            List<Profile> profile) {
        public Cluster {
            branches = List.copyOf(branches);
            profile = List.copyOf(profile);
        }
    }

    /// A feature in a group and over everybody.
    public record Profile(
            String feature,
            Words aloud,
            Type type,
            double mean,
            double median,
            double everybodyMean,
            double everybodyMedian) {}

    /// The customers in the two directions in which they differ most (principal components of the features
    /// that the groups were found in).
    ///
    /// @param points of a sample of customers
    /// @param centres of the groups, in the order of the clusters
    public record Plane(List<Axis> axes, List<Point> points, List<Point> centres) {
        public Plane {
            axes = List.copyOf(axes);
            points = List.copyOf(points);
            centres = List.copyOf(centres);
        }
    }

    /// A direction.
    ///
    /// @param share of all variance along it
    /// @param low what customers at its lower end are like, `high` at its upper one
    public record Axis(double share, Words low, Words high) {}

    /// A customer in the plane, or a centre.
    public record Point(double x, double y, String cluster) {}

    /// Enough to find the groups again.
    ///
    /// @param data the fingerprint of the rows they were found in
    public record Origin(Instant asOf, long seed, String data, String algorithm) {}
}
