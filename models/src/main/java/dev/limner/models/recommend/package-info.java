/// What a customer may like next, from what all have taken.
///
/// Start with [Popularity] and [PersonalFrequency], which are hard to beat for what is bought again and again,
/// then [Ease] for what is new to a customer; [Blend] puts them together and [RecommendationQuality] judges on
/// hidden later purchases. Items are numbers from 0 on.
@NullMarked
package dev.limner.models.recommend;

import org.jspecify.annotations.NullMarked;
