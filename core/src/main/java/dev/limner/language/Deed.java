package dev.limner.language;

import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.util.List;

/// What customers do in an event, in the forms that sentences need: they bought, they did not buy, the last
/// purchase,
/// the
/// number of purchases.
///
/// In Chinese the verb is the same throughout; `one` and `many` have the noun that goes with "has" and "has
/// no".
record Deed(Words did, Words toDo, Words one, Words many) {

    static Deed of(String type, Glossary glossary, Phrases phrases) {
        if (phrases.has("event_" + type)) {
            Words forms = phrases.say("event_" + type);
            List<String> en = List.of(forms.en().split("\\|", -1));
            List<String> zh = List.of(forms.zh().split("\\|", -1));
            return new Deed(
                    new Words(en.get(0), zh.get(0)),
                    new Words(en.get(1), zh.get(0)),
                    new Words(en.get(2), zh.get(1)),
                    new Words(en.get(3), zh.get(1)));
        }
        Words title = glossary.events().own(type);
        Words quoted = glossary.events().quoted(type);
        if (title == null || !Quoting.isPhrase(title.en()) || title.en().endsWith("ed")) {
            return named(
                    quoted,
                    new Words(phrases.say("event_named_one", quoted).en(), quoted.zh()),
                    new Words(phrases.say("event_named_many", quoted).en(), quoted.zh()),
                    phrases);
        }
        String noun = Quoting.lowered(title.en());
        Words one = new Words(noun, quoted.zh());
        return named(one, one, new Words(plural(noun), quoted.zh()), phrases);
    }

    private static Deed named(Words had, Words one, Words many, Phrases phrases) {
        return new Deed(
                phrases.say("event_had", had),
                phrases.say("event_have", had),
                phrases.say("event_noun", one),
                phrases.say("event_noun", many));
    }

    /// The usual plural: boxes, entries, views.
    static String plural(String noun) {
        if (noun.matches(".*(s|x|z|ch|sh)")) {
            return noun + "es";
        }
        return noun.matches(".*[^aeiou]y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
