package dev.limner.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limner.problem.UserProblem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// What makes identifiers one person: the file `identity.yaml` of a workspace.
///
/// @param kinds of identifiers, the strongest first; those that are not named come after them by name
/// @param linkingSources the sources whose rows may make two identifiers one person; null for all
/// @param ignore values that identify nobody
public record Policy(
        List<Kind> kinds,
        @Nullable List<String> linkingSources,
        @Nullable List<Ignored> ignore) {

    /// Every kind alike, every source, no limit.
    public static final Policy OPEN = new Policy(List.of(), null, null);

    public Policy {
        kinds = List.copyOf(kinds == null ? List.of() : kinds);
        linkingSources = linkingSources == null ? null : List.copyOf(linkingSources);
        ignore = ignore == null ? List.of() : List.copyOf(ignore);
        Set<String> named = new HashSet<>();
        for (Kind kind : kinds) {
            if (!named.add(kind.kind())) {
                throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "kinds: (" + kind.kind() + ") stands twice");
            }
        }
    }

    /// One kind of identifier.
    ///
    /// @param most how many of them a person may have; null for any number
    /// @param shared what to do with one that many people share; null where none is
    public record Kind(
            String kind, @Nullable Integer most, @Nullable Shared shared) {
        public Kind {
            if (most != null && most < 1) {
                throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "most (" + most + ") must be 1 or more");
            }
        }
    }

    /// A guard against an identifier that belongs to a thing which several people use, such as a family's
    /// tablet.
    ///
    /// @param above with more stronger identifiers of one kind than that, it joins no people
    /// @param then to whom it goes then
    public record Shared(int above, Then then) {
        public Shared {
            if (above < 1) {
                throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "above (" + above + ") must be 1 or more");
            }
        }
    }

    /// To whom a shared identifier goes.
    public enum Then {
        /// It stays by itself.
        @JsonProperty("none")
        NONE,
        /// To the one who was seen with it first.
        @JsonProperty("first")
        FIRST,
        /// To the one who was seen with it last, by first sight.
        @JsonProperty("latest")
        LATEST
    }

    /// Values that identify nobody: those listed, and those that a pattern matches as a whole.
    ///
    /// @param kind of which kind; null for all
    /// @param pattern a regular expression of `java.util.regex`
    public record Ignored(
            @Nullable String kind,
            @Nullable List<String> values,
            @Nullable String pattern) {
        public Ignored {
            values = values == null ? List.of() : List.copyOf(values);
            try {
                Pattern.compile(pattern == null ? "" : pattern);
            } catch (PatternSyntaxException e) {
                throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "pattern (" + pattern + ") is no expression");
            }
        }
    }

    /// A policy made ready: each kind's place, and what identifies nobody.
    static final class Ready {
        private final Policy policy;
        private final Map<String, Integer> places = new HashMap<>();
        private final List<Test> tests;

        private record Test(
                @Nullable String kind,
                Set<String> values,
                @Nullable Pattern pattern) {
            static Test of(Ignored ignored) {
                List<String> values = ignored.values();
                String pattern = ignored.pattern();
                return new Test(
                        ignored.kind(),
                        values == null ? Set.of() : Set.copyOf(values),
                        pattern == null ? null : Pattern.compile(pattern));
            }

            boolean holds(Customers.Identifier identifier) {
                return (kind == null || kind.equals(identifier.kind()))
                        && (values.contains(identifier.value())
                                || (pattern != null
                                        && pattern.matcher(identifier.value()).matches()));
            }
        }

        Ready(Policy policy) {
            this.policy = policy;
            for (Kind kind : policy.kinds()) {
                places.put(kind.kind(), places.size());
            }
            this.tests = Objects.requireNonNullElse(policy.ignore(), List.<Ignored>of()).stream()
                    .map(Test::of)
                    .toList();
        }

        /// The place of a kind, 0 for the strongest; that of the last where it is not named.
        int place(String kind) {
            return places.getOrDefault(kind, places.size());
        }

        @Nullable
        Kind kind(String kind) {
            int place = place(kind);
            return place == policy.kinds().size() ? null : policy.kinds().get(place);
        }

        boolean isNobody(Customers.Identifier identifier) {
            return Forgotten.is(identifier) || tests.stream().anyMatch(test -> test.holds(identifier));
        }

        boolean links(String source) {
            List<String> sources = policy.linkingSources();
            return sources == null || sources.contains(source);
        }

        /// Which of two identifiers is the stronger: by place, then by the name of the kind.
        int compare(Customers.Identifier a, Customers.Identifier b) {
            int byPlace = Integer.compare(place(a.kind()), place(b.kind()));
            return byPlace != 0 ? byPlace : a.kind().compareTo(b.kind());
        }
    }
}
