package dev.limner.models.linkage;

/// How alike two short texts are, from 0 to 1, made for names with typing errors: Winkler, Proceedings of the
/// Section on Survey Research Methods, American Statistical Association (1990), after Jaro (1989). Over code
/// points.
public final class JaroWinkler {
    /// Characters compared without an allocation.
    private static final int SHORT = 64;

    private JaroWinkler() {}

    /// The likeness of `left` and `right`, with 0.1 for each equal character at the beginning, of at most four.
    public static double similarity(String left, String right) {
        if (isShort(left) && isShort(right)) {
            return winkler(left, right, shortJaro(left, right));
        }
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        double jaro = jaro(a, b);
        int prefix = 0;
        while (prefix < Math.min(4, Math.min(a.length, b.length)) && a[prefix] == b[prefix]) {
            prefix++;
        }
        return jaro + 0.1 * prefix * (1 - jaro);
    }

    private static double winkler(String a, String b, double jaro) {
        int prefix = 0;
        while (prefix < Math.min(4, Math.min(a.length(), b.length())) && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + 0.1 * prefix * (1 - jaro);
    }

    private static boolean isShort(String text) {
        if (text.length() > SHORT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// As [#jaro], the characters taken marked in the bits of two longs.
    private static double shortJaro(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() == b.length() ? 1 : 0;
        }
        int reach = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
        long ofA = 0;
        long ofB = 0;
        for (int i = 0; i < a.length(); i++) {
            int end = Math.min(b.length(), i + reach + 1);
            for (int j = Math.max(0, i - reach); j < end; j++) {
                if (((ofB >>> j) & 1) == 0 && a.charAt(i) == b.charAt(j)) {
                    ofA |= 1L << i;
                    ofB |= 1L << j;
                    break;
                }
            }
        }
        double common = Long.bitCount(ofA);
        if (common == 0) {
            return 0;
        }
        double swapped = 0;
        for (; ofA != 0; ofA &= ofA - 1, ofB &= ofB - 1) {
            swapped += a.charAt(Long.numberOfTrailingZeros(ofA)) == b.charAt(Long.numberOfTrailingZeros(ofB)) ? 0 : 0.5;
        }
        return (common / a.length() + common / b.length() + (common - swapped) / common) / 3;
    }

    private static double jaro(int[] a, int[] b) {
        if (a.length == 0 || b.length == 0) {
            return a.length == b.length ? 1 : 0;
        }
        int reach = Math.max(0, Math.max(a.length, b.length) / 2 - 1);
        boolean[] ofA = new boolean[a.length];
        boolean[] ofB = new boolean[b.length];
        double common = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1) && !ofA[i]; j++) {
                if (!ofB[j] && a[i] == b[j]) {
                    ofA[i] = true;
                    ofB[j] = true;
                    common++;
                }
            }
        }
        if (common == 0) {
            return 0;
        }
        double swapped = 0;
        for (int i = 0, j = 0; i < a.length; i++) {
            if (ofA[i]) {
                while (!ofB[j]) {
                    j++;
                }
                swapped += a[i] == b[j++] ? 0 : 0.5;
            }
        }
        return (common / a.length + common / b.length + (common - swapped) / common) / 3;
    }
}
