@NullMarked
package dev.limner.source.clean;

import org.jspecify.annotations.NullMarked;
