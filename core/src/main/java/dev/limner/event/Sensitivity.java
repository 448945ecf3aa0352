package dev.limner.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How carefully a value must be handled: what is personal is masked for those who need not see it.
public enum Sensitivity {
    @JsonProperty("public")
    PUBLIC,
    @JsonProperty("personal")
    PERSONAL
}
