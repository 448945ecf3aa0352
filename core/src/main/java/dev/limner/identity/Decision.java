package dev.limner.identity;

import java.util.List;

/// What was decided about who is who, beside the policy; a later decision of a person outranks an earlier one.
///
/// Nodes are identifiers, never several together.
public sealed interface Decision {
    /// The identifiers that it speaks of, those in turn that it says to be one person.
    List<List<Integer>> groups();

    /// Groups of identifiers that hang together by it.
    List<List<Integer>> connected();

    /// All identifiers that it speaks of.
    default List<Integer> identifiers() {
        return groups().stream().flatMap(List::stream).toList();
    }

    private static List<List<Integer>> copy(List<List<Integer>> groups) {
        return groups.stream().map(List::copyOf).toList();
    }

    /// That the identifiers of each group are one person, whatever the policy says.
    record Link(List<List<Integer>> groups) implements Decision {
        public Link {
            groups = copy(groups);
        }

        /// That these identifiers are one person.
        public static Link of(List<Integer> identifiers) {
            return new Link(List.of(identifiers));
        }

        @Override
        public List<List<Integer>> connected() {
            return groups;
        }
    }

    /// That groups of identifiers are different people, each of one group the same; void once a later link
    /// joins two
    /// groups.
    record Apart(List<List<Integer>> groups) implements Decision {
        public Apart {
            groups = copy(groups);
        }

        @Override
        public List<List<Integer>> connected() {
            return List.of(identifiers());
        }
    }

    /// That the identifiers of each group are likely one person, as a comparison of what is known of them
    /// says, the likeliest group first. It counts where neither a person nor the policy speaks against it,
    /// whichever came first.
    record Likely(List<List<Integer>> groups) implements Decision {
        public Likely {
            groups = copy(groups);
        }

        @Override
        public List<List<Integer>> connected() {
            return groups;
        }
    }

    /// That identifiers of different groups are different people, whatever is found of them, and nothing
    /// about those of one group; void once a later link joins two groups.
    record Different(List<List<Integer>> groups) implements Decision {
        public Different {
            groups = copy(groups);
        }

        @Override
        public List<List<Integer>> connected() {
            return List.of();
        }
    }
}
