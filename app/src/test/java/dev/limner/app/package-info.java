@NullMarked
package dev.limner.app;

import org.jspecify.annotations.NullMarked;
