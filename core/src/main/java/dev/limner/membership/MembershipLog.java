package dev.limner.membership;

import dev.limner.engine.Scope;
import java.time.Instant;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// The log of stays in segments.
public interface MembershipLog {
    /// Appends crossings in the order in which they happened. A way out ends the stay that is open for the
    /// same segment,
    /// customer and value; without one it is passed over, as is a way in for which one is open.
    void append(List<Crossing> crossings);

    /// The stays of a customer, the earliest first.
    List<Stay> ofCustomer(int customer);

    /// The stays in a segment that last now (open ones only) or ever lasted, the earliest first.
    List<Stay> ofSegment(String segment, boolean openOnly);

    /// Who was in a segment at an instant.
    RoaringBitmap members(String segment, Instant instant, Scope.Mode mode);

    /// Takes out all that is known of a customer.
    void forget(int customer);
}
