package dev.limner.models.linkage;

import java.util.Arrays;

/// Tells whether two fields, such as given name and family name, stand in each other's place in one of two
/// records.
final class Swap {
    private final int[] here;
    private final int[] there;
    private final int[] thereByHere;

    /// Swaps of column `column` with column `other`.
    Swap(Records records, int column, int other) {
        here = records.codes(column);
        there = records.codes(other);
        String[] others = records.values(other);
        thereByHere = new int[records.values(column).length];
        for (int code = 0; code < thereByHere.length; code++) {
            thereByHere[code] = Arrays.binarySearch(others, records.values(column)[code]);
        }
    }

    /// One crosswise agreement at least, no crosswise difference, and neither field equal in place.
    boolean between(int left, int right) {
        if (same(here[left], here[right]) || same(there[left], there[right])) {
            return false;
        }
        int oneWay = across(here[left], there[right]);
        int otherWay = across(here[right], there[left]);
        return oneWay + otherWay > 0 && oneWay >= 0 && otherWay >= 0;
    }

    private static boolean same(int left, int right) {
        return left == right && left >= 0;
    }

    /// 1 for equal, 0 for missing, -2 for different.
    private int across(int hereCode, int thereCode) {
        if (hereCode < 0 || thereCode < 0) {
            return 0;
        }
        return thereByHere[hereCode] == thereCode ? 1 : -2;
    }
}
