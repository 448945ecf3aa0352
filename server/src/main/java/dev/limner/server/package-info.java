/// HTTP: the REST API with its OpenAPI document, and the built web. Adds no meaning, it only translates.
///
/// Start with [LimnerServer], then [Route]; each `...Resource` is one part of the API with the records that
/// it answers.
@NullMarked
package dev.limner.server;

import org.jspecify.annotations.NullMarked;
