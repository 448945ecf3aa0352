/// Who came into which segment and who left it, when and why: crossings as they happen, and the log of
/// stays that they
/// make.
///
/// Start with [Crossing]. Written by live segments, kept by the embedded store; knows no definitions.
@NullMarked
package dev.limner.membership;

import org.jspecify.annotations.NullMarked;
