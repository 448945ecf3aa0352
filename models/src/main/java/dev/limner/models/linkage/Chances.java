package dev.limner.models.linkage;

/// How often pairs are what, and how often each level of each comparison is seen among them, over all pairs
/// there are.
final class Chances {
    private final double matches;
    private final double households;
    private final double[][] amongMatches;
    private final double[][] amongHouseholds;
    private final double[][] amongOthers;

    Chances(
            double matches,
            double households,
            double[][] amongMatches,
            double[][] amongHouseholds,
            double[][] amongOthers) {
        this.matches = matches;
        this.households = households;
        this.amongMatches = amongMatches;
        this.amongHouseholds = amongHouseholds;
        this.amongOthers = amongOthers;
    }

    /// The share of pairs of one person.
    double matches() {
        return matches;
    }

    /// The share of pairs of two people of one household.
    double households() {
        return households;
    }

    /// The share of all other pairs.
    double others() {
        return 1 - matches - households;
    }

    /// By comparison and level the chance among pairs of one person (m). Not to be written to.
    double[][] amongMatches() {
        return amongMatches;
    }

    /// By comparison and level the chance among pairs of two people of one household. Not to be written to.
    double[][] amongHouseholds() {
        return amongHouseholds;
    }

    /// By comparison and level the chance among all other pairs (u). Not to be written to.
    double[][] amongOthers() {
        return amongOthers;
    }

    static double[][] log2(double[][] chances) {
        double[][] logs = new double[chances.length][];
        for (int i = 0; i < chances.length; i++) {
            logs[i] = new double[chances[i].length];
            for (int level = 0; level < logs[i].length; level++) {
                logs[i][level] = Math.log(chances[i][level]) / Math.log(2);
            }
        }
        return logs;
    }
}
