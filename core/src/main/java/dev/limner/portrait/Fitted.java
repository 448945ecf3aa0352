package dev.limner.portrait;

import java.io.Serializable;
import java.time.Instant;

/// Where fitted parameters come from.
///
/// @param asOf the last instant whose events were known to the fit
/// @param customers how many customers took part
/// @param version the number under which they were published; 0 where they were not
public record Fitted(Instant asOf, long customers, int version) implements Serializable {
    public static Fitted at(Moment moment, long customers) {
        return new Fitted(moment.instant(), customers, 0);
    }

    public Fitted published(int as) {
        return new Fitted(asOf, customers, as);
    }
}
