package dev.limner.language.plan;

import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.language.Expr.Operator;
import dev.limner.language.plan.Occurrences.Plain;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions over one customer's events and values.
sealed interface Conditions extends Truth {

    record Always(boolean answer) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            return answer;
        }

        @Override
        public long until(Frame frame) {
            return Long.MAX_VALUE;
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            // nothing happened that it rests on
        }
    }

    /// All parts hold.
    ///
    /// @param cheapFirst the same parts in the order in which they are asked
    record Both(List<Truth> all, List<Truth> cheapFirst) implements Conditions {
        Both(List<Truth> all) {
            this(List.copyOf(all), Effort.cheapFirst(all));
        }

        @Override
        public boolean holds(Frame frame) {
            for (int i = 0; i < cheapFirst.size(); i++) {
                if (!cheapFirst.get(i).holds(frame)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long until(Frame frame) {
            return until(frame, holds(frame));
        }

        @Override
        public long until(Frame frame, boolean answer) {
            return joint(frame, cheapFirst, answer, false);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            citeJoint(frame, all, holds(frame), false, citation);
        }
    }

    /// One part holds at least.
    ///
    /// @param cheapFirst the same parts in the order in which they are asked
    record Either(List<Truth> any, List<Truth> cheapFirst) implements Conditions {
        Either(List<Truth> any) {
            this(List.copyOf(any), Effort.cheapFirst(any));
        }

        @Override
        public boolean holds(Frame frame) {
            for (int i = 0; i < cheapFirst.size(); i++) {
                if (cheapFirst.get(i).holds(frame)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long until(Frame frame) {
            return until(frame, holds(frame));
        }

        @Override
        public long until(Frame frame, boolean answer) {
            return joint(frame, cheapFirst, !answer, true);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            citeJoint(frame, any, !holds(frame), true, citation);
        }
    }

    /// Parts that all agree stay so until the first changes; where parts with the answer `deciding` decide,
    /// until the last of them does.
    private static long joint(Frame frame, List<Truth> parts, boolean agree, boolean deciding) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int i = 0; i < parts.size() && last < Long.MAX_VALUE; i++) {
            Truth part = parts.get(i);
            if (agree) {
                first = Math.min(first, part.until(frame, !deciding));
            } else if (part.holds(frame) == deciding) {
                last = Math.max(last, part.until(frame, deciding));
            }
        }
        return agree ? first : last;
    }

    private static void citeJoint(Frame frame, List<Truth> parts, boolean agree, boolean deciding, Citation citation) {
        for (Truth part : parts) {
            if (agree) {
                part.cite(frame, citation);
            } else if (part.holds(frame) == deciding) {
                part.cite(frame, citation);
                return;
            }
        }
    }

    record Neither(Truth of) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            return !of.holds(frame);
        }

        @Override
        public long until(Frame frame) {
            return of.until(frame);
        }

        @Override
        public long until(Frame frame, boolean answer) {
            return of.until(frame, !answer);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            of.cite(frame, citation);
        }
    }

    /// A text property of the event asked a question, each text once a run.
    ///
    /// @param slot where evaluations keep the answers
    record Coded(int slot, Property property, TextTest test) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            long code = frame.history().value(property, frame.event());
            return code != History.MISSING && frame.evaluation().memo(slot).holds(test, code, frame.history());
        }

        @Override
        public long until(Frame frame) {
            return Long.MAX_VALUE;
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            // the set of events cites the event
        }
    }

    /// A text that events say asked a question, each text once a run; false where it is missing.
    ///
    /// @param slot where evaluations keep the answers
    record Said(int slot, Texts.Said text, TextTest test) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            long code = text.code(frame);
            return code != History.MISSING && frame.evaluation().memo(slot).holds(test, code, frame.history());
        }

        @Override
        public long until(Frame frame) {
            return text.until(frame);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            text.cite(frame, citation);
        }
    }

    /// Any other text asked a question; false where it is missing.
    record Tested(Textual text, TextTest test) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            String value = text.text(frame);
            return value != null && test.holds(value);
        }

        @Override
        public long until(Frame frame) {
            return text.until(frame);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            text.cite(frame, citation);
        }
    }

    /// Two texts compared; `list` where the right one is a list that may have the left one as an element.
    record TwoTexts(Textual left, Operator operator, Textual right, boolean list) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            String a = left.text(frame);
            String b = a == null ? null : right.text(frame);
            if (a == null || b == null) {
                return false;
            }
            return list
                    ? new TextTest.Holds(a, operator == Operator.NOT_EQUAL).holds(b)
                    : fits(operator, TextTest.Compared.compare(a, b));
        }

        @Override
        public long until(Frame frame) {
            return Math.min(left.until(frame), right.until(frame));
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            left.cite(frame, citation);
            right.cite(frame, citation);
        }
    }

    /// Whether a value is there.
    record Known(@Nullable Quantity quantity, @Nullable Textual text, boolean known) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            boolean there = quantity != null ? !quantity.isMissing(frame) : text != null && text.text(frame) != null;
            return there == known;
        }

        @Override
        public long until(Frame frame) {
            return quantity != null ? quantity.until(frame) : text == null ? Long.MAX_VALUE : text.until(frame);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            if (quantity != null) {
                quantity.cite(frame, citation);
            } else if (text != null) {
                text.cite(frame, citation);
            }
        }
    }

    /// A yes-or-no value as a condition: false where it is missing.
    record IsYes(Quantity of) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            return of.raw(frame) == 1;
        }

        @Override
        public long until(Frame frame) {
            return of.until(frame);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            of.cite(frame, citation);
        }
    }

    /// Two quantities compared; false where either is missing.
    record Compared(Quantity left, Operator operator, Quantity right) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            return holds(frame, operator);
        }

        private boolean holds(Frame frame, Operator asked) {
            if (left.form() == Quantity.Form.WHOLE
                    && right.form() == Quantity.Form.WHOLE
                    && left.scale() == right.scale()) {
                long a = left.raw(frame);
                long b = right.raw(frame);
                return a != History.MISSING && b != History.MISSING && fits(asked, Long.compare(a, b));
            }
            BigDecimal a = left.decimal(frame);
            BigDecimal b = a == null ? null : right.decimal(frame);
            return a != null && b != null && fits(asked, a.compareTo(b));
        }

        @Override
        public long until(Frame frame) {
            long told = Flips.until(frame, left, operator, right);
            if (told != Long.MIN_VALUE) {
                return told;
            }
            long until = Math.min(left.until(frame), right.until(frame));
            if (!left.moves() && !right.moves()) {
                return until;
            }
            return switch (operator) {
                case EQUAL, NOT_EQUAL ->
                    Math.min(flip(frame, until, Operator.LESS), flip(frame, until, Operator.GREATER));
                case LESS, AT_MOST, GREATER, AT_LEAST -> flip(frame, until, operator);
            };
        }

        /// The first instant before `until` at which a moving comparison has another answer than now. Such
        /// values rise or
        /// fall all the time, so that it flips once at the most and can be searched for.
        private long flip(Frame frame, long until, Operator asked) {
            boolean now = holds(frame, asked);
            long start = frame.t();
            long left = start;
            long right = Math.min(until - 1, start + FURTHEST);
            if (right <= left || at(frame, right, asked) == now) {
                return until;
            }
            while (right - left > 1) {
                long middle = left + (right - left) / 2;
                if (at(frame, middle, asked) == now) {
                    left = middle;
                } else {
                    right = middle;
                }
            }
            return right;
        }

        private boolean at(Frame frame, long instant, Operator asked) {
            long before = frame.now();
            frame.ask(instant);
            boolean answer = holds(frame, asked);
            frame.ask(before);
            return answer;
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            left.cite(frame, citation);
            right.cite(frame, citation);
        }
    }

    /// A thousand years in microseconds.
    long FURTHEST = 366_000L * dev.limner.history.LocalClock.MICROS_PER_DAY;

    /// `any E`, `no E`
    record Exists(boolean any, Occurrences of) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            boolean isThere = Occurrences.count(of.range(frame)) > 0;
            if (!isThere) {
                of.missed(frame);
            }
            return isThere == any;
        }

        /// One event is enough, so that the last one to leave turns the answer, or the first one to come.
        @Override
        public long until(Frame frame) {
            return switch (of) {
                case Plain plain -> {
                    int count = Occurrences.count(plain.range(frame));
                    yield count == 0 ? plain.enters(frame) : plain.leaves(frame, count - 1);
                }
                case Occurrences.Matches matches -> matches.untilAny(frame);
            };
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            switch (of) {
                case Plain _ -> new Folds.Occasion(false, of).cite(frame, citation);
                case Occurrences.Matches matches -> matches.cite(frame, citation);
            }
        }
    }

    /// `last n E all c`
    ///
    /// @param zoned whether the condition asks for local hours or weekdays
    record LastAll(int count, Plain of, Truth condition, boolean zoned) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            long range = of.range(frame);
            if (Occurrences.count(range) < count) {
                of.missed(frame);
                return false;
            }
            int[] list = of.list(frame);
            for (int i = Occurrences.to(range) - count; i < Occurrences.to(range); i++) {
                frame.look(list[i]);
                if (!condition.holds(frame)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long until(Frame frame) {
            return of.until(frame);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            long range = of.range(frame);
            int from = Math.max(Occurrences.from(range), Occurrences.to(range) - count);
            citation.add(of.list(frame), from, Occurrences.to(range));
            of.citeZone(frame, citation);
            if (zoned) {
                frame.evaluation().zones().cite(frame.whole(), citation);
            }
        }
    }

    /// `consents to ... by ...`: whether the latest word was yes.
    ///
    /// @param byDefault the answer where nothing was said
    record Consents(Plain given, Plain withdrawn, boolean byDefault) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            int yes = last(given, frame);
            int no = last(withdrawn, frame);
            return yes == no ? byDefault : yes > no;
        }

        private static int last(Plain of, Frame frame) {
            return new Folds.Occasion(false, of).event(frame);
        }

        @Override
        public long until(Frame frame) {
            return Long.MAX_VALUE;
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            int last = Math.max(last(given, frame), last(withdrawn, frame));
            if (last >= 0) {
                citation.add(last);
            }
            given.citeZone(frame, citation);
        }
    }

    /// The condition of the whole customer, where `for any` looks at a part.
    record OnWhole(Truth of) implements Conditions {
        @Override
        public boolean holds(Frame frame) {
            return of.holds(frame.whole());
        }

        @Override
        public long until(Frame frame) {
            return of.until(frame.whole());
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            of.cite(frame.whole(), citation);
        }
    }

    static boolean fits(Operator operator, int order) {
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
