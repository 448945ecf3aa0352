@NullMarked
package dev.limner.engine;

import org.jspecify.annotations.NullMarked;
