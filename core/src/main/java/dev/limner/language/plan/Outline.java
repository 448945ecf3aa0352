package dev.limner.language.plan;

import dev.limner.history.LocalClock;
import dev.limner.language.Expr;
import dev.limner.language.Span;
import dev.limner.language.Type;
import dev.limner.language.plan.WhyNode.Kind;
import dev.limner.language.plan.WhyNode.Looked;
import dev.limner.language.plan.WhyNode.Opened;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A part of an expression, compiled where it stands, with the parts that it is made of.
///
/// One of `truth`, `quantity` and `words` is there.
///
/// @param text as it is written
/// @param looksAt the events it looks at itself
/// @param opens the kind and name of the definition that the parts inside belong to; of a `for any`, its
/// property
record Outline(
        Expr expr,
        String text,
        Span span,
        Type type,
        @Nullable Truth truth,
        @Nullable Quantity quantity,
        @Nullable Textual words,
        @Nullable Occurrences looksAt,
        @Nullable Opens opens,
        List<Outline> inside)
        implements Serializable {
    Outline {
        inside = List.copyOf(inside);
    }

    /// Where the parts inside come from.
    record Opens(Kind kind, String name) implements Serializable {}

    /// Nested definitions are opened as long as this many parts are not exceeded.
    static final int MOST = 2_000;

    /// The parts with their values in a frame.
    WhyNode see(Frame frame) {
        return new Sight().see(this, frame);
    }

    /// One look at an outline; it counts the parts.
    private static final class Sight {
        private int parts;

        WhyNode see(Outline outline, Frame frame) {
            parts++;
            Told value = outline.told(frame);
            Citation citation = new Citation();
            outline.cite(frame, citation);
            Looked looked = outline.looksAt == null ? null : looked(outline.looksAt, frame);
            List<WhyNode> inside = new ArrayList<>();
            Opened opened = open(outline, frame, inside);
            return new WhyNode(
                    outline.text,
                    outline.span,
                    value,
                    IntStream.of(citation.events()).boxed().toList(),
                    looked,
                    opened,
                    inside);
        }

        private @Nullable Opened open(Outline outline, Frame frame, List<WhyNode> inside) {
            Opens opens = outline.opens;
            if (opens == null) {
                outline.inside.forEach(part -> inside.add(see(part, frame)));
                return null;
            }
            if (parts > MOST) {
                return null;
            }
            Opened[] opened = new Opened[1];
            if (outline.truth instanceof ForAnyOf forAny) {
                forAny.inPart(frame, (part, value) -> {
                    outline.inside.forEach(each -> inside.add(see(each, part)));
                    opened[0] = new Opened(opens.kind(), value, LocalClock.instant(frame.t()));
                });
                return opened[0];
            }
            Frame where = outline.truth instanceof Memberships.At at ? at.then(frame) : frame.whole();
            Instant at = LocalClock.instant(where.t());
            outline.inside.forEach(part -> inside.add(see(part, where)));
            return new Opened(opens.kind(), opens.name(), at);
        }

        private static Looked looked(Occurrences occurrences, Frame frame) {
            Bounds window = switch (occurrences) {
                case Occurrences.Plain plain -> plain.window();
                case Occurrences.Matches matches -> matches.window();
            };
            int count = Occurrences.count(occurrences.range(frame));
            return window == null
                    ? new Looked(null, LocalClock.instant(frame.t()), count)
                    : new Looked(instant(frame.low(window)), instant(Math.min(frame.high(window), frame.t())), count);
        }

        /// Null for what lies outside of all time.
        private static @Nullable Instant instant(long micros) {
            return micros <= Calendars.LONG_AGO || micros == Long.MAX_VALUE ? null : LocalClock.instant(micros);
        }
    }

    private Told told(Frame frame) {
        if (truth != null) {
            return Told.of(truth.holds(frame));
        }
        return quantity != null
                ? Told.of(type, quantity.decimal(frame))
                : new Told(type, words == null ? null : words.text(frame));
    }

    private void cite(Frame frame, Citation citation) {
        if (truth != null) {
            truth.cite(frame, citation);
        } else if (quantity != null) {
            quantity.cite(frame, citation);
        } else if (words != null) {
            words.cite(frame, citation);
        }
    }
}
