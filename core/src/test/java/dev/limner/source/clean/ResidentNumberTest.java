package dev.limner.source.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.source.clean.ResidentNumber.Sound;
import dev.limner.source.clean.ResidentNumber.Suspect;
import dev.limner.source.clean.ResidentNumber.Why;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidentNumberTest {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 5);

    @Test
    void theExamplesOfGb11643AreRead() {
        assertThat(ResidentNumber.read("11010519491231002X", DAY))
                .isEqualTo(new Sound("110105", LocalDate.of(1949, 12, 31), false, true));
        assertThat(ResidentNumber.read("440524188001010014", LocalDate.of(1949, 10, 1)))
                .isEqualTo(new Sound("440524", LocalDate.of(1880, 1, 1), true, true));
    }

    @Test
    void theOldFormHasNoCheckCharacter() {
        assertThat(ResidentNumber.read("110105491231002", DAY))
                .isEqualTo(new Sound("110105", LocalDate.of(1949, 12, 31), false, false));
    }

    @ParameterizedTest
    @CsvSource({
        "110105194912310021,  CHECK_DIGIT",
        "110105194912310,     BIRTH_DATE",
        "99010519491231002X,  REGION",
        "1101051949123100,    LENGTH",
        "A1010519491231002X,  LENGTH",
        "440524188001010014,  BIRTH_DATE",
        "'',                  LENGTH",
    })
    void whatCannotBeRightIsSuspectWithTheReason(String number, Why why) {
        assertThat(ResidentNumber.read(number, DAY)).isEqualTo(new Suspect(why));
    }

    @Test
    void blanksSmallLettersAndFullWidthDigitsAreRead() {
        assertThat(ResidentNumber.read(" １１０１０５ 19491231 002x", DAY)).isInstanceOf(Sound.class);
    }

    @Test
    void everyChangedDigitAndEverySwapOfNeighboursIsSuspect() {
        String number = "11010519491231002X";
        for (int place = 0; place < 17; place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String changed = number.substring(0, place) + digit + number.substring(place + 1);
                assertThat(ResidentNumber.read(changed, DAY) instanceof Sound).isEqualTo(changed.equals(number));
            }
            if (place < 16) {
                String swapped = number.substring(0, place)
                        + number.charAt(place + 1)
                        + number.charAt(place)
                        + number.substring(place + 2);
                assertThat(ResidentNumber.read(swapped, DAY) instanceof Sound).isEqualTo(swapped.equals(number));
            }
        }
    }
}
