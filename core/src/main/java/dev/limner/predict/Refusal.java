package dev.limner.predict;

import dev.limner.problem.Phrases;
import dev.limner.problem.Words;

/// Why no model can be had of the data: what is lacking, with the figures.
public sealed interface Refusal {
    Phrases WORDS = Phrases.of(Refusal.class);

    /// The reason in one sentence.
    Words words();

    /// The reason's name.
    default String code() {
        return switch (this) {
            case TooFewCustomers _ -> "TOO_FEW_CUSTOMERS";
            case TooShort _ -> "TOO_SHORT";
            case NoVariation _ -> "NO_VARIATION";
            case NoRepeat _ -> "NO_REPEAT";
            case NoPrices _ -> "NO_PRICES";
            case NoEvents _ -> "NO_EVENTS";
            case NoFit _ -> "NO_FIT";
            case NoCondition _ -> "NO_CONDITION";
            case NoSplit _ -> "NO_SPLIT";
        };
    }

    /// Fewer rows of customers at cut-offs than a model needs.
    record TooFewCustomers(int rows, int needed) implements Refusal {
        @Override
        public Words words() {
            return WORDS.say("too_few_customers", rows, needed);
        }
    }

    /// The data do not reach back far enough for training and a whole horizon held out.
    record TooShort(long days, long needed) implements Refusal {
        @Override
        public Words words() {
            return WORDS.say("too_short", days, needed);
        }
    }

    /// As good as everybody has the same label.
    record NoVariation(int rows, int different) implements Refusal {
        @Override
        public Words words() {
            return WORDS.say("no_variation", rows, different);
        }
    }

    /// Nobody, or as good as nobody, came back.
    record NoRepeat(int customers, int repeaters) implements Refusal {
        @Override
        public Words words() {
            return WORDS.say("no_repeat", customers, repeaters);
        }
    }

    /// Orders bear no amounts.
    record NoPrices() implements Refusal {
        @Override
        public Words words() {
            return WORDS.say("no_prices");
        }
    }

    /// The model speaks of events or properties that the workspace does not have.
    record NoEvents(String what) implements Refusal {
        @Override
        public Words words() {
            return WORDS.say("no_events", what);
        }
    }

    /// The search for the parameters did not end.
    record NoFit(String algorithm) implements Refusal {
        @Override
        public Words words() {
            return WORDS.say("no_fit", algorithm);
        }
    }

    /// A tree needs something that happens or not, and the model says an amount or a number.
    record NoCondition(String model) implements Refusal {
        @Override
        public Words words() {
            return WORDS.say("no_condition", model);
        }
    }

    /// No question tells those who did it from the others.
    record NoSplit(int rows) implements Refusal {
        @Override
        public Words words() {
            return WORDS.say("no_split", rows);
        }
    }
}
