/// What a workspace promises about people's data: purposes that one may consent to, how long which data
/// are kept, and the erasing of one person.
///
/// Start with [PrivacyRules], the file `privacy.yaml`. [Held] is what is past its age as of now; reads
/// and rewritings of the store (`engine.duckdb`) go by it. Calls nobody but the language, for its
/// purposes, and events.
@NullMarked
package dev.limner.privacy;

import org.jspecify.annotations.NullMarked;
