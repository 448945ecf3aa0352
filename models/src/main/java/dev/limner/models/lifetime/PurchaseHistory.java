package dev.limner.models.lifetime;

/// One customer as these models see one: everything else about the dates does not matter to them.
///
/// @param repeats the number of purchases after the first (distinct days, so that two receipts of one day are
/// one)
/// @param recency the time from the first purchase to the last, 0 without repeats
/// @param age the time from the first purchase to the end of observation
public record PurchaseHistory(int repeats, double recency, double age) {
    public PurchaseHistory {
        if (repeats < 0 || !(recency >= 0) || !(age >= recency) || !Double.isFinite(age)) {
            throw new IllegalArgumentException(
                    "no history: repeats " + repeats + ", recency " + recency + ", age " + age);
        }
        if (repeats == 0 && recency > 0) {
            throw new IllegalArgumentException("recency " + recency + " without a repeat purchase");
        }
    }
}
