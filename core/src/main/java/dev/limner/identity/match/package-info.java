/// Which customers may be the same person though no identifier says so: names, birth dates, addresses and
/// phones compared, with the evidence in bits.
///
/// Start with Matching: a definition from a file makes Suggestions of records. Called by pages and commands;
/// the statistics are in [dev.limner.models.linkage].
@NullMarked
package dev.limner.identity.match;

import org.jspecify.annotations.NullMarked;
