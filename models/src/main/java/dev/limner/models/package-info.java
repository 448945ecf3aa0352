/// What every model shares: how a fit reports its [Progress], what it cannot say ([Estimate]) and where it
/// came from ([Provenance]). The families live in the packages below, one each; none of them knows of
/// customers.
@NullMarked
package dev.limner.models;

import org.jspecify.annotations.NullMarked;
