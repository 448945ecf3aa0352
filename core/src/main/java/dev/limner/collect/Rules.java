package dev.limner.collect;

import dev.limner.engine.Needs;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.segment.LiveSegments;
import dev.limner.trigger.Trigger;
import java.util.List;
import java.util.Map;

/// The definitions that hold while the program runs.
///
/// @param inForce the parameters of populations, as they were last published
/// @param beside what else of histories is kept in memory, for portraits
/// @param uses the segments that are live
/// @param triggers by their names
public record Rules(
        Lexicon lexicon, InForce inForce, Needs beside, List<LiveSegments.Use> uses, Map<String, Trigger> triggers) {
    public Rules {
        uses = List.copyOf(uses);
        triggers = Map.copyOf(triggers);
    }
}
