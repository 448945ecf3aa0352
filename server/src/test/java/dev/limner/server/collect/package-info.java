/// Tests of collecting: recorded requests, literal ones, random ones, and genuine clients.
@NullMarked
package dev.limner.server.collect;

import org.jspecify.annotations.NullMarked;
