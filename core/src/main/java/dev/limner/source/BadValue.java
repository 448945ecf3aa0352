package dev.limner.source;

/// A field that cannot be read as what it should be; caught where the row is, which then goes to quarantine.
final class BadValue extends Exception {
    private static final long serialVersionUID = 1;

    BadValue(String column) {
        super(column, null, false, false);
    }
}
