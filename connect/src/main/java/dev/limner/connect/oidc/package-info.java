/// Who people are, as a provider of OpenID Connect says it.
///
/// Start with [OpenIdConnect].
@NullMarked
package dev.limner.connect.oidc;

import org.jspecify.annotations.NullMarked;
