@NullMarked
package dev.limner.language.plan;

import org.jspecify.annotations.NullMarked;
