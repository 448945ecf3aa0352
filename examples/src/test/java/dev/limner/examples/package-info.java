@NullMarked
package dev.limner.examples;

import org.jspecify.annotations.NullMarked;
