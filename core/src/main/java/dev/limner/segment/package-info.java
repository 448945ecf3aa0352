/// Groups of customers that people can read: RFM classes, segments from tags, and who moved between them.
///
/// Start with [Rfm] for how customers are scored, with [Segments] for who belongs where. Called by insights,
/// journeys and the server; calls `portrait`.
@NullMarked
package dev.limner.segment;

import org.jspecify.annotations.NullMarked;
