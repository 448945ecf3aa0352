@NullMarked
package dev.limner.quality;

import org.jspecify.annotations.NullMarked;
