package dev.limner.models.linkage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A given name or a family name: equal, exchanged with the other one, of the same sound (张伟 and 章伟 and Zhang
/// Wei), close (Jaro-Winkler at least 0.92 over the sound), alike (0.8), different.
///
/// @param column the name as written
/// @param sound the column of how it sounds: pinyin for Chinese characters, the name itself for others
/// @param other the column of the other name, where the two may be exchanged
/// @param tells whether it tells of an exchange; of two comparisons only one does, the other is silent
/// @param shared whether a household shares it
public record NameComparison(
        String name, String column, String sound, @Nullable String other, boolean tells, boolean shared)
        implements Comparison {
    private static final double ALIKE = 0.8;
    private static final double CLOSE = 0.92;

    /// A given name, which may be exchanged with the family name in column `surname`.
    public static NameComparison given(String column, String sound, String surname) {
        return new NameComparison(column, column, sound, surname, true, false);
    }

    /// A family name, which may be exchanged with the given name in column `given`.
    public static NameComparison surname(String column, String sound, String given) {
        return new NameComparison(column, column, sound, given, false, true);
    }

    @Override
    public boolean rarityTells() {
        return true;
    }

    @Override
    public List<String> levels() {
        return List.of("different", "alike", "close", "sound", "swapped", "equal");
    }

    @Override
    public Judge over(Records records) {
        int[] codes = records.codes(records.column(column));
        int[] sounds = records.codes(records.column(sound));
        String[] spoken = records.values(records.column(sound));
        Swap swap = other == null ? null : new Swap(records, records.column(column), records.column(other));
        return (left, right) -> {
            if (codes[left] == codes[right] && codes[left] >= 0) {
                return 5;
            }
            if (swap != null && swap.between(left, right)) {
                return tells ? 4 : MISSING;
            }
            if (codes[left] < 0 || codes[right] < 0 || sounds[left] < 0 || sounds[right] < 0) {
                return MISSING;
            }
            if (sounds[left] == sounds[right]) {
                return 3;
            }
            double likeness = JaroWinkler.similarity(spoken[sounds[left]], spoken[sounds[right]]);
            return likeness >= CLOSE ? 2 : likeness >= ALIKE ? 1 : 0;
        };
    }
}
