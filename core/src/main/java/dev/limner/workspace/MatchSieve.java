package dev.limner.workspace;

import dev.limner.identity.Decision;
import dev.limner.identity.Joining;
import dev.limner.identity.Obstacle;
import dev.limner.identity.match.Suggestion.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is left to do about pairs that a comparison found: those that are one customer by now, that people
/// answered, or that ask again what another pair asks already are gone.
final class MatchSieve {
    private final Joining joining;
    private final List<Decision.Likely> takenBack;

    /// @param takenBack what was joined as likely and taken back
    MatchSieve(Joining joining, Collection<Decision.Likely> takenBack) {
        this.joining = joining;
        this.takenBack = List.copyOf(takenBack);
    }

    /// A pair that is left, and what becomes of it.
    record Left(MatchPair pair, Matches.Cause cause) {}

    /// Goes through pairs, the surest first.
    List<Left> left(List<MatchPair> pairs) {
        BitSet back = back(pairs);
        BitSet sure = new BitSet();
        for (int i = 0; i < pairs.size(); i++) {
            MatchPair pair = pairs.get(i);
            if (pair.verdict() == Verdict.AUTOMATIC
                    && !back.get(i)
                    && joining.between(pair.one(), pair.other()) == Obstacle.NONE) {
                joining.join(pair.one(), pair.other());
                sure.set(i);
            }
        }
        Set<Set<Integer>> asked = new HashSet<>();
        List<Left> left = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            MatchPair pair = pairs.get(i);
            Matches.Cause cause = sure.get(i) ? Matches.Cause.SURE : cause(pair);
            if (cause == Matches.Cause.SURE || (cause != null && asked.add(customers(pair)))) {
                left.add(new Left(pair, cause));
            }
        }
        return left;
    }

    /// Why it is asked about a pair, once the sure ones are joined; null where it is not.
    private Matches.@Nullable Cause cause(MatchPair pair) {
        return switch (joining.between(pair.one(), pair.other())) {
            case ONE_ALREADY, APART -> null;
            case LIMIT -> Matches.Cause.LIMIT;
            case NONE ->
                switch (pair.verdict()) {
                    case AUTOMATIC -> Matches.Cause.TAKEN_BACK;
                    case REVIEW -> Matches.Cause.DOUBTFUL;
                    case CONTRADICTED -> Matches.Cause.CONTRADICTED;
                };
        };
    }

    private Set<Integer> customers(MatchPair pair) {
        return new HashSet<>(List.of(joining.customer(pair.one()), joining.customer(pair.other())));
    }

    /// Which pairs were joined once and taken back, by the customers of today.
    private BitSet back(List<MatchPair> pairs) {
        Set<Set<Integer>> back = new HashSet<>();
        for (Decision.Likely likely : takenBack) {
            for (List<Integer> group : likely.groups()) {
                back.add(new HashSet<>(group.stream().map(joining::customer).toList()));
            }
        }
        BitSet among = new BitSet();
        for (int i = 0; i < pairs.size() && !back.isEmpty(); i++) {
            among.set(i, back.contains(customers(pairs.get(i))));
        }
        return among;
    }
}
