package dev.limner.models.lifetime;

/// When a customer's next purchase comes, as Pareto/NBD has it after what was seen: the distribution of the
/// time from the end of observation to the next purchase, which with the probability 1 - [#ever] never comes.
///
/// Given that the customer is alive at age T after x repeats, the purchase rate is gamma(r + x, rate alpha
/// + T) and the rate of leaving gamma(s, rate beta + T) distributed, and independent (Fader and Hardie, "A
/// Note on Deriving the Pareto/NBD Model", 2005). A purchase falls at u where the first purchase falls
/// there and the customer has not left before it.
///
/// @param alive the probability of being alive at the end of observation
/// @param purchases shape of the purchase rate, with its rate parameter `exposure`, a time
/// @param leaving shape of the rate of leaving, with its rate parameter `tenure`, a time
public record NextPurchase(double alive, double purchases, double exposure, double leaving, double tenure) {
    private static final double NEGLIGIBLE = 40;
    private static final double DECAY_OF_A_PANEL = 4;
    // nodes and weights of Gauss and Legendre, eight points on [-1, 1]
    private static final double[] NODES = {
        0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363
    };
    private static final double[] WEIGHTS = {
        0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763
    };

    /// The probability of a purchase within `time`.
    public double within(double time) {
        return time <= 0 ? 0 : alive * upTo(Math.log1p(time / exposure));
    }

    /// The probability that there ever is another purchase.
    public double ever() {
        return alive * upTo(NEGLIGIBLE / purchases);
    }

    /// The probability density of the next purchase at `time`.
    public double density(double time) {
        return alive * purchases / (exposure + time) * weight(Math.log1p(time / exposure));
    }

    /// The time within which there is a purchase with that `probability`; infinite where there never is one
    /// with that probability.
    public double quantile(double probability) {
        double end = NEGLIGIBLE / purchases;
        double width = width();
        double sum = 0;
        for (double from = 0; from < end; from += width) {
            double panel = alive * panel(from, from + width);
            if (sum + panel >= probability) {
                double low = from;
                double high = from + width;
                for (int halving = 0; halving < 50; halving++) {
                    double middle = (low + high) / 2;
                    if (sum + alive * panel(from, middle) >= probability) {
                        high = middle;
                    } else {
                        low = middle;
                    }
                }
                return exposure * Math.expm1(high);
            }
            sum += panel;
        }
        return Double.POSITIVE_INFINITY;
    }

    /// What lies up to t = ln(1 + time / exposure), given that the customer is alive.
    private double upTo(double t) {
        double end = Math.min(t, NEGLIGIBLE / purchases);
        double width = width();
        double sum = 0;
        for (double from = 0; from < end; from += width) {
            sum += panel(from, Math.min(end, from + width));
        }
        return sum;
    }

    private double width() {
        return Math.min(1, DECAY_OF_A_PANEL / (purchases + leaving));
    }

    private double panel(double from, double to) {
        double middle = (from + to) / 2;
        double half = (to - from) / 2;
        double sum = 0;
        for (int i = 0; i < NODES.length; i++) {
            sum += WEIGHTS[i] * (weight(middle - half * NODES[i]) + weight(middle + half * NODES[i]));
        }
        return purchases * half * sum;
    }

    /// No purchase and no leaving up to t.
    private double weight(double t) {
        return Math.exp(-purchases * t - leaving * Math.log1p(exposure / tenure * Math.expm1(t)));
    }
}
