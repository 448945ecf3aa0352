package dev.limner.models.linkage;

/// How often pairs are what, and how often each level of each comparison is seen among them, over all pairs there are.
///
/// @param matches the share of pairs of one person
/// @param households the share of pairs of two people of one household
/// @param amongMatches by comparison and level the chance among pairs of one person (m)
/// @param amongHouseholds the chance among pairs of two people of one household
/// @param amongOthers the chance among all others (u)
record Chances(
        double matches,
        double households,
        double[][] amongMatches,
        double[][] amongHouseholds,
        double[][] amongOthers) {

    double others() {
        return 1 - matches - households;
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
