/// How a source's rows become events: the mapping file, its rules, the import and its report.
///
/// Start with [Mapping], then [Importer]. Reading a file format is [Rows]' business, in the module `connect`.
@NullMarked
package dev.limner.source;

import org.jspecify.annotations.NullMarked;
