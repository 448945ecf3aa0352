/// What goes together and what follows what: baskets, rules, sequences.
///
/// Start with [FrequentItemsets] and [AssociationRules] for baskets, [SequentialPatterns] and
/// [SequentialRules] for events in time. Items are whole numbers from 0 on; who calls keeps their names.
@NullMarked
package dev.limner.models.pattern;

import org.jspecify.annotations.NullMarked;
