package dev.limner.identity.match;

import dev.limner.models.linkage.AddressComparison;
import dev.limner.models.linkage.BirthDateComparison;
import dev.limner.models.linkage.CodeComparison;
import dev.limner.models.linkage.Column;
import dev.limner.models.linkage.Comparison;
import dev.limner.models.linkage.Forms;
import dev.limner.models.linkage.NameComparison;
import dev.limner.models.linkage.TextComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a [MatchDefinition] asks of the statistics: columns made of the traits, comparisons of them, and the
/// columns by which candidates are looked for.
record MatchPlan(List<Column> columns, List<Comparison> comparisons, List<String> keys) {
    private static final int PHONE_TAIL = 8;

    static MatchPlan of(MatchDefinition definition, Pinyin pinyin) {
        return new Maker(definition, pinyin).make();
    }

    private static final class Maker {
        private final MatchDefinition definition;
        private final Pinyin pinyin;
        private final List<Column> columns = new ArrayList<>();
        private final List<Comparison> comparisons = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();

        Maker(MatchDefinition definition, Pinyin pinyin) {
            this.definition = definition;
            this.pinyin = pinyin;
        }

        MatchPlan make() {
            for (int i = 0; i < definition.compared().size(); i++) {
                add(definition.compared().get(i), i);
            }
            return new MatchPlan(List.copyOf(columns), List.copyOf(comparisons), List.copyOf(keys));
        }

        private void add(MatchDefinition.Compared compared, int index) {
            String trait = compared.trait();
            switch (compared.as()) {
                case GIVEN_NAME -> {
                    name(trait, index, UnaryOperator.identity(), pinyin::sound);
                    comparisons.add(named(trait, other(MatchDefinition.As.SURNAME), true, false));
                }
                case SURNAME -> {
                    name(trait, index, UnaryOperator.identity(), pinyin::surnameSound);
                    String given = other(MatchDefinition.As.GIVEN_NAME);
                    comparisons.add(named(trait, given, given == null, true));
                }
                case FULL_NAME -> {
                    String given = trait + ".given";
                    String surname = trait + ".surname";
                    name(given, index, FullName::given, pinyin::sound);
                    name(surname, index, FullName::surname, pinyin::surnameSound);
                    comparisons.add(named(given, surname, true, false));
                    comparisons.add(named(surname, given, false, true));
                }
                case BIRTH_DATE -> {
                    key(trait, index, Forms::digits);
                    comparisons.add(BirthDateComparison.of(trait));
                }
                case PHONE -> {
                    columns.add(Column.of(trait, index, Forms::digits));
                    key(trait + ".end", index, phone -> end(Forms.digits(phone)));
                    comparisons.add(CodeComparison.phone(trait));
                }
                case POSTCODE -> {
                    key(trait, index, Forms::code);
                    comparisons.add(CodeComparison.postcode(trait));
                }
                case ADDRESS -> {
                    columns.add(Column.of(trait, index, Forms::words));
                    key(trait + ".key", index, Forms::addressKey);
                    comparisons.add(AddressComparison.of(trait));
                }
                case PLACE -> {
                    key(trait, index, Forms::words);
                    comparisons.add(TextComparison.of(trait, true));
                }
                case TEXT -> {
                    key(trait, index, Forms::words);
                    comparisons.add(TextComparison.of(trait, false));
                }
                case SHARED_NUMBER -> {
                    columns.add(Column.of(trait, index, Forms::code));
                    comparisons.add(CodeComparison.number(trait, true));
                }
                case NUMBER -> {
                    key(trait, index, Forms::code);
                    comparisons.add(CodeComparison.number(trait, false));
                }
            }
        }

        private static NameComparison named(String column, @Nullable String other, boolean tells, boolean shared) {
            return new NameComparison(column, column, sound(column), other, tells, shared);
        }

        private @Nullable String other(MatchDefinition.As as) {
            return definition.compared().stream()
                    .filter(one -> one.as() == as)
                    .map(MatchDefinition.Compared::trait)
                    .findFirst()
                    .orElse(null);
        }

        private void name(
                String column, int index, UnaryOperator<String> part, Function<String, @Nullable String> spoken) {
            UnaryOperator<String> form = name -> Forms.words(part.apply(name));
            columns.add(Column.of(column, index, name -> form.apply(name)));
            key(sound(column), index, name -> spoken.apply(form.apply(name)));
        }

        private void key(String column, int index, Function<String, @Nullable String> form) {
            columns.add(Column.of(column, index, form));
            keys.add(column);
        }

        private static String sound(String column) {
            return column + ".sound";
        }

        private static String end(String digits) {
            return digits.substring(Math.max(0, digits.length() - PHONE_TAIL));
        }
    }
}
