package dev.limner.server.collect;

/// The kinds of identifiers that clients of all protocols have in common; `docs/collect.md` lists them.
final class Kind {
    /// The customer's own number or name in the client's system.
    static final String LOGIN = "login";
    /// What a library made up for a visitor who is not known yet.
    static final String ANONYMOUS = "anonymous";
    /// What the web library of Sensors Data made up and keeps in a cookie.
    static final String COOKIE = "cookie";

    static final String MOBILE = "mobile";
    static final String EMAIL = "email";
    static final String UNIONID = "unionid";
    static final String OPENID = "openid";
    /// A group of Segment, which has but one kind of them.
    static final String GROUP = "group";

    private Kind() {}
}
