package dev.limner.models.linkage;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Normal forms in which values are compared.
public final class Forms {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> LONG_SURNAMES = Set.of(
            "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "司空", "夏侯", "端木", "南宫", "独孤",
            "轩辕", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "申屠", "钟离", "闻人", "赫连", "拓跋", "百里", "呼延", "西门");

    private Forms() {}

    /// Words in small letters without accents and punctuation, one blank between them; full-width letters
    /// become plain ones.
    public static String words(String text) {
        String plain = text;
        if (!isPlain(text)) {
            plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                    .replaceAll("");
            plain = Normalizer.normalize(plain, Normalizer.Form.NFC);
        }
        return NO_WORD.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /// The digits alone, full-width ones made plain.
    public static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(c -> digits.append((char) ('0' + Character.digit(c, 10))));
        return digits.toString();
    }

    /// Letters and digits alone, in small letters: postcodes and numbers of documents.
    public static String code(String text) {
        return words(text).replace(" ", "");
    }

    /// The family name at the beginning of a full name in Chinese characters: one character, or two where they
    /// are a family name of two.
    public static String chineseSurname(String name) {
        int end = name.length() > 2 && LONG_SURNAMES.contains(name.substring(0, 2)) ? 2 : Math.min(1, name.length());
        return name.substring(0, end);
    }

    /// Whether `text` begins with a Chinese character.
    public static boolean isChinese(String text) {
        return !text.isEmpty() && Character.UnicodeScript.of(text.codePointAt(0)) == Character.UnicodeScript.HAN;
    }

    /// What an address is looked up by: its digits, and the first letters of its longest word.
    public static String addressKey(String address) {
        String longest = "";
        for (String word : words(address).split(" ", -1)) {
            if (word.length() > longest.length() && !Character.isDigit(word.charAt(0))) {
                longest = word;
            }
        }
        return digits(address) + " " + longest.substring(0, Math.min(longest.length(), 5));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
