package dev.limner.identity;

import java.util.ArrayList;
import java.util.List;

/// What a person decided about who is who; a later one outranks an earlier one.
///
/// Nodes are identifiers, never several together.
public sealed interface Decision {
    /// All identifiers that it speaks of.
    List<Integer> identifiers();

    /// That identifiers are one person, whatever the policy says.
    record Link(List<Integer> identifiers) implements Decision {
        public Link {
            identifiers = List.copyOf(identifiers);
        }
    }

    /// That groups of identifiers are different people, each of one group the same; void once a later link joins two
    /// groups.
    record Apart(List<List<Integer>> groups) implements Decision {
        public Apart {
            groups = groups.stream().map(List::copyOf).toList();
        }

        @Override
        public List<Integer> identifiers() {
            List<Integer> all = new ArrayList<>();
            groups.forEach(all::addAll);
            return all;
        }
    }
}
