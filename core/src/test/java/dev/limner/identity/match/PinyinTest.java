package dev.limner.identity.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinTest {
    private final Pinyin pinyin = new Pinyin();

    @ParameterizedTest
    @CsvSource({
        "张伟, zhangwei",
        "章伟, zhangwei",
        "吕, lv",
        "zhang wei, zhangwei",
        "欧阳, ouyang",
        "晓明, xiaoming",
        "A张, Azhang"
    })
    void charactersAreReadWithoutTones(String name, String sound) {
        assertThat(pinyin.sound(name)).isEqualTo(sound);
    }

    @ParameterizedTest
    @CsvSource({"曾, zeng", "单, shan", "解, xie", "仇, qiu", "华, hua", "王, wang"})
    void familyNamesHaveReadingsOfTheirOwn(String surname, String sound) {
        assertThat(pinyin.surnameSound(surname)).isEqualTo(sound);
    }

    @ParameterizedTest
    @CsvSource({
        "Ada Example, Ada, Example",
        "'Example, Ada', Ada, Example",
        "Ada Beth Example, Ada Beth, Example",
        "Ada, '', Ada",
        "张晓明, 晓明, 张",
        "欧阳晓明, 晓明, 欧阳",
        "张伟, 伟, 张"
    })
    void wholeNamesHaveTwoParts(String name, String given, String surname) {
        assertThat(FullName.given(name).strip()).isEqualTo(given);
        assertThat(FullName.surname(name).strip()).isEqualTo(surname);
    }
}
