/// Which customers belong together though each stays a person of its own: companies and households, by values
/// that are equal.
///
/// Start with Grouping: values of customers in, groups out. Called by the workspace, which knows the values.
@NullMarked
package dev.limner.identity.group;

import org.jspecify.annotations.NullMarked;
