/// Tests of who may do what.
@NullMarked
package dev.limner.access;

import org.jspecify.annotations.NullMarked;
