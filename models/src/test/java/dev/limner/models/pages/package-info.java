/// The worked examples of `docs/models`: each method is one, and its source and output stand in the page of its
/// name. [Pages] writes them there, [PagesTest] holds that they are what the page shows.
@NullMarked
package dev.limner.models.pages;

import org.jspecify.annotations.NullMarked;
