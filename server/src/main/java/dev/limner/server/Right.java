package dev.limner.server;

import io.javalin.security.RouteRole;

/// What a caller must be allowed to do on a route. Every route says one.
public enum Right implements RouteRole {
    /// Anybody may call: health, the API's own description, the pages' files.
    PUBLIC,
    /// Anybody may send events, from any site: whose they are, the write key says.
    COLLECT,
    /// Sees customers and figures.
    READ,
    /// Starts or stops work.
    OPERATE
}
