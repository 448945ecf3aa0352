@NullMarked
package dev.limner.membership;

import org.jspecify.annotations.NullMarked;
