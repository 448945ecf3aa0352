/// Collecting: what the libraries of others send, understood, and the addresses that they send it to.
///
/// Start with [Endpoints] for the addresses and with [Decoders] for what the bodies say. The server puts the
/// endpoints among its routes, and whoever runs a journal takes the decoder; nothing else is for others. How
/// clients really behave, and so why answers are as they are, is in `docs/collect.md`.
@NullMarked
package dev.limner.server.collect;

import org.jspecify.annotations.NullMarked;
