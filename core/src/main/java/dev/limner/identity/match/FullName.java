package dev.limner.identity.match;

import dev.limner.models.linkage.Forms;

/// The parts of a name written as one: `Ada Example` and `Example, Ada`, 张晓明.
final class FullName {
    private FullName() {}

    static String surname(String name) {
        String plain = name.strip();
        if (Forms.isChinese(plain)) {
            return Forms.chineseSurname(plain);
        }
        int comma = plain.indexOf(',');
        return comma >= 0 ? plain.substring(0, comma) : plain.substring(plain.lastIndexOf(' ') + 1);
    }

    static String given(String name) {
        String plain = name.strip();
        if (Forms.isChinese(plain)) {
            return plain.substring(Forms.chineseSurname(plain).length());
        }
        int comma = plain.indexOf(',');
        return comma >= 0 ? plain.substring(comma + 1) : plain.substring(0, Math.max(0, plain.lastIndexOf(' ')));
    }
}
