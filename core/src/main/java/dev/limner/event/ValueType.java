package dev.limner.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What kind of value a property holds. In a [dev.limner.history.History] each value is one `long`, as said
/// per type.
public enum ValueType {
    /// Text; its code (see `History.text`).
    @JsonProperty("text")
    TEXT,
    /// A double; its raw bits.
    @JsonProperty("number")
    NUMBER,
    /// A whole number; itself.
    @JsonProperty("integer")
    INTEGER,
    /// An amount in the workspace's currency, DECIMAL(18,4); ten-thousandths.
    @JsonProperty("money")
    MONEY,
    /// Yes or no; 1 or 0.
    @JsonProperty("boolean")
    BOOLEAN,
    /// A moment; microseconds since 1970-01-01T00:00Z.
    @JsonProperty("instant")
    INSTANT,
    /// A local date; days since 1970-01-01.
    @JsonProperty("date")
    DATE,
    /// A list of texts, as [Lists] stores it; the code of that text (see `History.text`).
    @JsonProperty("list")
    LIST;

    /// Whether values are stored as texts and stand in a history by their codes.
    public boolean isText() {
        return this == TEXT || this == LIST;
    }
}
