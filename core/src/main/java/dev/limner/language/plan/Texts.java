package dev.limner.language.plan;

import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.language.plan.Occurrences.Plain;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Texts: literals, properties within `where`, and what many events say together.
sealed interface Texts extends Textual {

    /// `'beauty'`
    record Literal(String text) implements Texts {
        @Override
        public String text(Frame frame) {
            return text;
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

    /// A text that an event of the history has, so that it has a code.
    sealed interface Said extends Texts {
        /// Its code, [History#MISSING] where missing.
        long code(Frame frame);

        @Override
        default @Nullable String text(Frame frame) {
            long code = code(frame);
            return code == History.MISSING ? null : frame.history().text(code);
        }
    }

    /// Within `where`: a property of the event.
    record OfEvent(Property property) implements Said {
        @Override
        public long code(Frame frame) {
            return frame.history().value(property, frame.event());
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

    /// `first E.p`, `last E.p`
    record End(boolean first, Plain of, Property property) implements Said {
        @Override
        public long code(Frame frame) {
            int event = Folds.EndOf.event(frame, first, of, property);
            return event < 0 ? History.MISSING : frame.history().value(property, event);
        }

        @Override
        public long until(Frame frame) {
            return of.until(frame);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            new Folds.EndOf(first, of, property).cite(frame, citation);
        }
    }

    /// A trait that is a text, of sources that are trusted differently.
    record Trusted(Folds.Trusted trait) implements Said {
        @Override
        public long code(Frame frame) {
            return trait.raw(frame);
        }

        @Override
        public long until(Frame frame) {
            return trait.until(frame);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            trait.cite(frame, citation);
        }
    }

    /// `top(E.p)`: the most frequent text, the latest among equals.
    record Top(Plain of, Property property) implements Said {
        @Override
        public long code(Frame frame) {
            long range = of.range(frame);
            int[] list = of.list(frame);
            long[] values = new long[Occurrences.count(range)];
            int count = 0;
            for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
                long value = frame.history().value(property, list[i]);
                if (value != History.MISSING) {
                    values[count++] = value;
                }
            }
            if (count == 0) {
                return History.MISSING;
            }
            long[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            int most = most(sorted);
            for (int i = count - 1; i >= 0; i--) {
                if (times(sorted, values[i]) == most) {
                    return values[i];
                }
            }
            return History.MISSING;
        }

        private static int most(long[] sorted) {
            int most = 0;
            int run = 0;
            for (int i = 0; i < sorted.length; i++) {
                run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
                most = Math.max(most, run);
            }
            return most;
        }

        private static int times(long[] sorted, long value) {
            int at = Arrays.binarySearch(sorted, value);
            int low = at;
            int high = at;
            while (low > 0 && sorted[low - 1] == value) {
                low--;
            }
            while (high < sorted.length - 1 && sorted[high + 1] == value) {
                high++;
            }
            return high - low + 1;
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

    /// The text of the whole customer, where `for any` looks at a part.
    record OnWhole(Textual of) implements Texts {
        @Override
        public @Nullable String text(Frame frame) {
            return of.text(frame.whole());
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
}
