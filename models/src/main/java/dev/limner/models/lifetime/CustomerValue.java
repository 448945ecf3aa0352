package dev.limner.models.lifetime;

/// What the purchases of a customer in the coming periods are worth today: expected purchases of each period
/// times the expected spend, discounted at the end of the period.
///
/// @param periods how many periods, at least 1
/// @param periodLength the length of one in the unit of the histories (4.345 for months over weeks)
/// @param discountRate the interest of one period (0.01 is 1 %), above -1
public record CustomerValue(int periods, double periodLength, double discountRate) {
    public CustomerValue {
        if (periods < 1 || !(periodLength > 0) || !(discountRate > -1)) {
            throw new IllegalArgumentException(
                    "no value over " + periods + " periods of " + periodLength + " at " + discountRate);
        }
    }

    /// The value, in money, of a customer with this `history` who spends `spend` a purchase.
    public double of(LifetimeModel model, PurchaseHistory history, double spend) {
        double value = 0;
        double before = 0;
        for (int period = 1; period <= periods; period++) {
            double until = model.expectedPurchases(history, period * periodLength);
            value += (until - before) * spend / Math.pow(1 + discountRate, period);
            before = until;
        }
        return value;
    }
}
