package dev.limner.identity.match;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.sourceforge.pinyin4j.PinyinHelper;
import net.sourceforge.pinyin4j.format.HanyuPinyinOutputFormat;
import net.sourceforge.pinyin4j.format.HanyuPinyinToneType;
import net.sourceforge.pinyin4j.format.HanyuPinyinVCharType;
import net.sourceforge.pinyin4j.format.exception.BadHanyuPinyinOutputFormatCombination;

/// How names in Chinese characters sound: pinyin without tones and blanks, ü written v. Letters stay as they
/// are, so that 张伟, 章伟 and `zhang wei` sound alike. For any number of threads.
public final class Pinyin {
    /// Family names that are read otherwise than the character usually is.
    private static final Map<Character, String> SURNAMES = Map.ofEntries(
            Map.entry('曾', "zeng"),
            Map.entry('单', "shan"),
            Map.entry('解', "xie"),
            Map.entry('仇', "qiu"),
            Map.entry('查', "zha"),
            Map.entry('区', "ou"),
            Map.entry('朴', "piao"),
            Map.entry('盖', "ge"),
            Map.entry('华', "hua"),
            Map.entry('乐', "yue"),
            Map.entry('覃', "qin"),
            Map.entry('尉', "wei"),
            Map.entry('缪', "miao"),
            Map.entry('秘', "bi"),
            Map.entry('召', "shao"),
            Map.entry('宓', "mi"),
            Map.entry('冼', "xian"),
            Map.entry('洗', "xian"),
            Map.entry('员', "yun"));

    private final HanyuPinyinOutputFormat format = new HanyuPinyinOutputFormat();
    private final Map<Character, String> read = new ConcurrentHashMap<>();

    /// Pinyin without tones.
    public Pinyin() {
        format.setToneType(HanyuPinyinToneType.WITHOUT_TONE);
        format.setVCharType(HanyuPinyinVCharType.WITH_V);
    }

    /// How a given name, or any text, sounds.
    public String sound(String name) {
        StringBuilder sound = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != ' ') {
                sound.append(read.computeIfAbsent(name.charAt(i), this::read));
            }
        }
        return sound.toString();
    }

    /// How a family name sounds.
    public String surnameSound(String surname) {
        String special = surname.length() == 1 ? SURNAMES.get(surname.charAt(0)) : null;
        return special == null ? sound(surname) : special;
    }

    private String read(char character) {
        try {
            String[] readings = character < 0x2e80 ? null : PinyinHelper.toHanyuPinyinStringArray(character, format);
            return readings == null || readings.length == 0 ? String.valueOf(character) : readings[0];
        } catch (BadHanyuPinyinOutputFormatCombination impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
