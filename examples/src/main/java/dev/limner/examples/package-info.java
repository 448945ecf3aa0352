/// The simulated shop: a seeded generator that writes the rows of a workspace, and beside them the truths
/// that it planted.
///
/// Start with [dev.limner.examples.ShopSimulation]. A [dev.limner.examples.Shopper] holds what one member
/// card is up to; [dev.limner.examples.Shop] lets day after day happen to it, through `Browsing`,
/// `Ordering`, `Community`, `Membership` and `Campaigns`. Called by `app` for the demo, and by tests; calls
/// nobody.
@NullMarked
package dev.limner.examples;

import org.jspecify.annotations.NullMarked;
