package dev.limner.source;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a finding in a sample may be trusted.
public enum Confidence {
    /// The sample leaves no other reading.
    @JsonProperty("sure")
    SURE,
    /// Nearly all of the sample speaks for it.
    @JsonProperty("likely")
    LIKELY,
    /// Something had to be taken; somebody should look.
    @JsonProperty("guess")
    GUESS
}
