package dev.limner.workspace;

import dev.limner.identity.Decision;
import dev.limner.identity.Joining;
import dev.limner.identity.Obstacle;
import dev.limner.identity.match.Suggestion.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        Set<Set<Integer>> back = back();
        List<Left> left = new ArrayList<>();
        Set<Integer> kept = new HashSet<>();
        for (int i = 0; i < pairs.size(); i++) {
            MatchPair pair = pairs.get(i);
            if (pair.verdict() == Verdict.AUTOMATIC) {
                Obstacle obstacle = joining.between(pair.one(), pair.other());
                boolean free = obstacle == Obstacle.NONE && !back.contains(customers(pair));
                if (free) {
                    kept.add(i);
                }
            }
        }
        for (int i : kept.stream().sorted().toList()) {
            MatchPair pair = pairs.get(i);
            if (joining.between(pair.one(), pair.other()) == Obstacle.NONE) {
                joining.join(pair.one(), pair.other());
            } else {
                kept.remove(i);
            }
        }
        Set<Set<Integer>> asked = new HashSet<>();
        for (int i = 0; i < pairs.size(); i++) {
            MatchPair pair = pairs.get(i);
            if (kept.contains(i)) {
                left.add(new Left(pair, Matches.Cause.SURE));
                continue;
            }
            switch (joining.between(pair.one(), pair.other())) {
                case ONE_ALREADY, APART -> {}
                case LIMIT -> ask(left, asked, pair, Matches.Cause.LIMIT);
                case NONE ->
                    ask(
                            left,
                            asked,
                            pair,
                            switch (pair.verdict()) {
                                case AUTOMATIC -> Matches.Cause.TAKEN_BACK;
                                case REVIEW -> Matches.Cause.DOUBTFUL;
                                case CONTRADICTED -> Matches.Cause.CONTRADICTED;
                            });
            }
        }
        return left;
    }

    private void ask(List<Left> left, Set<Set<Integer>> asked, MatchPair pair, Matches.Cause cause) {
        if (asked.add(customers(pair))) {
            left.add(new Left(pair, cause));
        }
    }

    private Set<Integer> customers(MatchPair pair) {
        return new HashSet<>(List.of(joining.customer(pair.one()), joining.customer(pair.other())));
    }

    /// By customers of today, what was taken back.
    private Set<Set<Integer>> back() {
        Set<Set<Integer>> back = new HashSet<>();
        takenBack.stream()
                .flatMap(likely -> likely.groups().stream())
                .forEach(group -> back.add(
                        new HashSet<>(group.stream().map(joining::customer).toList())));
        return back;
    }
}
