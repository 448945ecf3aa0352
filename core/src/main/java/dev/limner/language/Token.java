package dev.limner.language;

/// One word, number, text or mark of an expression's text.
///
/// @param text what it says: a name or text without its quotes, a number or date as written, a mark in its
/// usual form
/// @param start the offset of its first character, `end` that after its last
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        /// `purchase.amount`, not quoted
        WORD,
        /// `"Order Total"`
        QUOTED_NAME,
        /// `'beauty'`
        TEXT,
        NUMBER,
        /// `2026-11-25`
        DATE,
        /// `2026-11-25T10:30+08:00`
        TIMESTAMP,
        /// `( ) , : . = != < <= > >= + - * /`
        MARK,
        END
    }

    Span span() {
        return new Span(start, end);
    }

    boolean is(String mark) {
        return kind == Kind.MARK && text.equals(mark);
    }

    /// Whether it is this word of the language, in whatever case.
    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
}
