package dev.limner.collect;

import java.util.List;

/// Understands deliveries: a function of the delivery alone, so that a journal read again gives the same.
@FunctionalInterface
public interface Decoder {
    /// The messages of a delivery, in its order; what cannot be understood is an [Message.Unreadable] among them.
    List<Message> decode(Delivery delivery);
}
