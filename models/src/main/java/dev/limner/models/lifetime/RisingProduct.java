package dev.limner.models.lifetime;

/// ln of c (c + 1) ... (c + x - 1) = ln Γ(c + x) - ln Γ(c) for x = 0, 1, 2, ...: a table in place of a
/// logarithm of the gamma function for every history.
final class RisingProduct {
    private RisingProduct() {}

    /// The values for x = 0 to `most`.
    static double[] logs(double c, int most) {
        double[] logs = new double[most + 1];
        for (int x = 0; x < most; x++) {
            logs[x + 1] = logs[x] + Math.log(c + x);
        }
        return logs;
    }
}
