package dev.limner.models.linkage;

/// Single typing errors.
final class Edits {
    private Edits() {}

    /// Whether one character put in, left out or replaced, or two neighbours exchanged, make `left` of
    /// `right`, or nothing at all.
    static boolean atMostOne(String left, String right) {
        String a = left.length() <= right.length() ? left : right;
        String b = left.length() <= right.length() ? right : left;
        if (b.length() - a.length() > 1) {
            return false;
        }
        int start = 0;
        while (start < a.length() && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int endA = a.length();
        int endB = b.length();
        while (endA > start && endB > start && a.charAt(endA - 1) == b.charAt(endB - 1)) {
            endA--;
            endB--;
        }
        int restA = endA - start;
        int restB = endB - start;
        boolean exchanged = restA == 2
                && restB == 2
                && a.charAt(start) == b.charAt(start + 1)
                && a.charAt(start + 1) == b.charAt(start);
        return restB <= 1 || exchanged;
    }
}
