package dev.limner.benchmarks;

/// The kinds of broken lines in a rough export, each with the reason that it must be set aside for.
enum Flawed {
    OPEN_QUOTE("unclosed_quote"),
    TOO_FEW_FIELDS("wrong_number_of_fields"),
    TOO_MANY_FIELDS("wrong_number_of_fields"),
    NO_TEXT("undecodable"),
    NUL("nul_character"),
    ENDLESS("too_long"),
    NO_SUCH_DAY("bad_value:时间"),
    NO_NUMBER("bad_value:quantity"),
    NO_MONEY("bad_value:amount"),
    NO_KIND("no_rule");

    private final String reason;

    Flawed(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
