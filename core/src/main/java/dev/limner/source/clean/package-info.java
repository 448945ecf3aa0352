/// What is done to the fields of a row before a rule reads them: spelling brought to one form, and values
/// mended from other evidence of the same row.
///
/// Start with [Cleaning] and [Mending], which are what a mapping says, and [Cleaner], which does it. Only
/// `source` calls here.
@NullMarked
package dev.limner.source.clean;

import org.jspecify.annotations.NullMarked;
