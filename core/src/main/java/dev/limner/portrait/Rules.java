package dev.limner.portrait;

import dev.limner.language.Parser;
import dev.limner.language.Type;
import dev.limner.language.Vocabulary.TagType;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tags that are written in the language: the formula `rule` with the option of that name, or `first_match`
/// with a
/// condition for each value.
final class Rules {
    static final String RULE = "rule";
    private static final String FIRST_MATCH = "first_match";

    private Rules() {}

    static boolean isRule(Tag tag) {
        return isRule(tag.formula());
    }

    static boolean isRule(String formula) {
        return formula.equals(RULE) || formula.equals(FIRST_MATCH);
    }

    /// What such a tag means; its texts are read, and checked once they are asked for.
    static Lexicon.Meaning meaning(Tag tag) {
        if (tag.formula().equals(RULE)) {
            tag.options().allow(RULE);
            return new Lexicon.Meaning.Rule(Parser.parse(tag.options().needed(RULE)));
        }
        List<Lexicon.Meaning.Case> cases = new ArrayList<>();
        for (Tag.Value value : tag.values()) {
            if (value.when() == null) {
                throw UserProblem.of(
                        Code.BAD_DEFINITION,
                        "the value " + value.id() + " of the tag " + tag.name() + " has no `when`");
            }
            cases.add(new Lexicon.Meaning.Case(Parser.parse(value.when()), value.id()));
        }
        return new Lexicon.Meaning.FirstMatch(cases);
    }

    /// Binds a rule, or says why it is not offered.
    static void bind(Tag tag, Lexicon lexicon, Map<String, Formula> formulas, Map<String, UserProblem> lacking) {
        try {
            TagType type = lexicon.tag(tag.name());
            if (type == null) {
                throw Catalogue.unknown(tag.name(), lexicon.tags());
            }
            if (!fits(tag.type(), type.type())) {
                throw UserProblem.of(
                        Code.BAD_DEFINITION,
                        "the rule of the tag " + tag.name() + " gives "
                                + type.type().name().toLowerCase(Locale.ROOT));
            }
            Plan plan = new Compiler(lexicon).tag(tag.name()).plan();
            if (plan.usesParameters()) {
                lacking.put(tag.name(), UserProblem.of(Code.RULE_OF_POPULATION, tag.name()));
            } else {
                formulas.put(tag.name(), new RuleFormula(tag, plan));
            }
        } catch (UserProblem problem) {
            switch (problem.code()) {
                case UNKNOWN_EVENT_TYPE, UNKNOWN_PROPERTY, UNKNOWN_TAG, UNKNOWN_NAME ->
                    lacking.put(tag.name(), problem);
                default -> throw problem.at("tag " + tag.name());
            }
        }
    }

    private static boolean fits(Tag.Type tag, Type rule) {
        return switch (tag) {
            case NUMBER -> rule == Type.NUMBER || rule == Type.MONEY || rule == Type.DAYS || rule == Type.LENGTH;
            case MONEY -> rule == Type.MONEY;
            case INTEGER -> rule == Type.NUMBER || rule == Type.DAYS;
            case DAYS -> rule == Type.DAYS;
            case DATE -> rule == Type.DATE;
            case INSTANT -> rule == Type.INSTANT;
            case CHOICE -> rule == Type.TEXT || rule == Type.BOOLEAN;
            case TEXT -> false;
        };
    }
}
