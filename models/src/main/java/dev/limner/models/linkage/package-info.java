/// Whether two records mean the same person.
///
/// Start with [Linkage] for a whole set of records: [Records] hold them, a [Comparison] tells how far two
/// agree, [Blocking] which pairs are compared, [LinkageModel] how sure one may be and why, [Clusters] which
/// belong together. [JaroWinkler] is the likeness of two names. Everything but the draw of random pairs is free of
/// chance, and
/// that is in the caller's hand.
@NullMarked
package dev.limner.models.linkage;

import org.jspecify.annotations.NullMarked;
