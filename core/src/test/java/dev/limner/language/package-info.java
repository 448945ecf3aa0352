@NullMarked
package dev.limner.language;

import org.jspecify.annotations.NullMarked;
