package dev.limner.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.identity.Policy.Ignored;
import dev.limner.identity.Policy.Kind;
import dev.limner.identity.Policy.Shared;
import dev.limner.identity.Policy.Then;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the policy and decisions make of small worlds, each written as who was seen with whom and when.
class ResolutionTest {
    private final Customers customers = new Customers();
    private final Map<Integer, List<Sighting>> sightings = new HashMap<>();
    private final List<Decision> decisions = new ArrayList<>();

    private int node(String identifier) {
        int colon = identifier.indexOf(':');
        return customers.number(identifier.substring(0, colon), identifier.substring(colon + 1));
    }

    private int seen(long known, String source, String... identifiers) {
        int node =
                customers.together(List.of(identifiers).stream().map(this::node).toList());
        sightings.computeIfAbsent(node, _ -> new ArrayList<>()).add(new Sighting(node, source, 1, known));
        return node;
    }

    private int[] resolved(Policy policy) {
        return new Resolution(
                        customers.nodes(customers.size()),
                        node -> sightings.getOrDefault(node, List.of()),
                        policy,
                        decisions)
                .all(Long.MAX_VALUE);
    }

    private boolean same(int[] roots, String a, String b) {
        return roots[node(a)] == roots[node(b)];
    }

    private static Policy kinds(Kind... kinds) {
        return new Policy(List.of(kinds), null, null);
    }

    private static Kind kind(String kind) {
        return new Kind(kind, null, null);
    }

    @Test
    void whatWasSeenTogetherIsOneCustomerThroughAnyNumberOfSteps() {
        seen(1, "web", "login:a", "cookie:x");
        seen(2, "web", "cookie:x", "phone:1");
        seen(3, "web", "phone:1", "card:9");
        int[] roots = resolved(Policy.OPEN);
        assertThat(same(roots, "login:a", "card:9")).isTrue();
        assertThat(roots[node("card:9")]).isEqualTo(node("login:a"));
    }

    @Test
    void aFamilysTabletJoinsNobodyOnceTooManyUseIt() {
        Policy policy = kinds(kind("login"), new Kind("cookie", null, new Shared(2, Then.NONE)));
        int a = seen(1, "web", "login:a", "cookie:t");
        seen(2, "web", "login:b", "cookie:t");
        assertThat(same(resolved(policy), "login:a", "login:b")).isTrue();
        seen(3, "web", "login:c", "cookie:t");
        int[] roots = resolved(policy);
        assertThat(same(roots, "login:a", "login:b")).isFalse();
        assertThat(same(roots, "login:a", "cookie:t")).isFalse();
        assertThat(roots[a]).as("what was done logged in stays with the login").isEqualTo(node("login:a"));
    }

    @Test
    void orItGoesToTheFirstOrTheLatest() {
        seen(1, "web", "login:a", "cookie:t");
        seen(2, "web", "login:b", "cookie:t");
        int[] first = resolved(kinds(kind("login"), new Kind("cookie", null, new Shared(1, Then.FIRST))));
        int[] latest = resolved(kinds(kind("login"), new Kind("cookie", null, new Shared(1, Then.LATEST))));
        assertThat(same(first, "login:a", "cookie:t")).isTrue();
        assertThat(same(first, "login:a", "login:b")).isFalse();
        assertThat(same(latest, "login:b", "cookie:t")).isTrue();
        assertThat(same(latest, "login:a", "login:b")).isFalse();
    }

    @Test
    void nobodyHasMoreOfAKindThanThePolicyAllowsAndTheEarlierLinkWins() {
        Policy policy = kinds(new Kind("login", 1, null), kind("phone"));
        seen(5, "web", "login:b", "phone:1");
        seen(3, "web", "login:a", "phone:1");
        int[] roots = resolved(policy);
        assertThat(same(roots, "login:a", "phone:1")).isTrue();
        assertThat(same(roots, "login:b", "phone:1")).isFalse();
    }

    @Test
    void aPoisonValueIsNobodyAndRowsWithItGoWithWhatElseTheyHave() {
        Policy policy = new Policy(
                List.of(kind("phone"), kind("login")),
                null,
                List.of(new Ignored("phone", List.of("000"), null), new Ignored(null, null, "test@.*")));
        int a = seen(1, "web", "login:a", "phone:000");
        int b = seen(1, "web", "login:b", "phone:000");
        int test = node("email:test@example.com");
        int[] roots = resolved(policy);
        assertThat(same(roots, "login:a", "login:b")).isFalse();
        assertThat(roots[a]).isEqualTo(node("login:a"));
        assertThat(roots[b]).isEqualTo(node("login:b"));
        assertThat(roots[node("phone:000")]).isEqualTo(Customers.NOBODY);
        assertThat(roots[test]).isEqualTo(Customers.NOBODY);
    }

    @Test
    void onlySourcesThatMayLinkDoSoAndTheirEarliestSightCounts() {
        Policy policy = new Policy(List.of(kind("login"), kind("cookie")), List.of("till"), null);
        int node = seen(1, "web", "login:a", "cookie:x");
        assertThat(same(resolved(policy), "login:a", "cookie:x")).isFalse();
        assertThat(resolved(policy)[node]).isEqualTo(node("login:a"));
        seen(2, "till", "login:a", "cookie:x");
        assertThat(same(resolved(policy), "login:a", "cookie:x")).isTrue();
    }

    @Test
    void anEventGoesWithItsStrongestIdentifier() {
        Policy policy = kinds(new Kind("login", 1, null), new Kind("cookie", 1, null));
        seen(1, "web", "cookie:x", "login:a");
        int node = seen(2, "web", "cookie:x", "login:b");
        assertThat(resolved(policy)[node]).isEqualTo(node("login:b"));
        assertThat(same(resolved(policy), "cookie:x", "login:a")).isTrue();
    }

    @Test
    void aLaterDecisionOutranksAnEarlierOne() {
        seen(1, "web", "login:a", "cookie:x");
        decisions.add(new Decision.Apart(List.of(List.of(node("login:a")), List.of(node("cookie:x")))));
        assertThat(same(resolved(Policy.OPEN), "login:a", "cookie:x")).isFalse();
        decisions.add(Decision.Link.of(List.of(node("login:a"), node("cookie:x"))));
        assertThat(same(resolved(Policy.OPEN), "login:a", "cookie:x")).isTrue();
        decisions.add(new Decision.Apart(List.of(List.of(node("cookie:x")), List.of(node("login:a")))));
        assertThat(same(resolved(Policy.OPEN), "login:a", "cookie:x")).isFalse();
    }

    @Test
    void whatIsLikelyCountsWhereNobodyDecidedOtherwiseWhicheverCameFirst() {
        Decision likely = new Decision.Likely(
                List.of(List.of(node("login:a"), node("login:b")), List.of(node("login:b"), node("login:c"))));
        Decision apart = new Decision.Apart(List.of(List.of(node("login:a")), List.of(node("login:c"))));
        for (List<Decision> order : List.of(List.of(likely, apart), List.of(apart, likely))) {
            decisions.clear();
            decisions.addAll(order);
            int[] roots = resolved(Policy.OPEN);
            assertThat(same(roots, "login:a", "login:b"))
                    .as("the likeliest first")
                    .isTrue();
            assertThat(same(roots, "login:b", "login:c")).isFalse();
        }
    }

    @Test
    void whatIsLikelyKeepsToThePolicysLimitsAndDisturbsNoEvidence() {
        Policy one = kinds(new Kind("login", 1, null), kind("cookie"));
        seen(1, "web", "login:a", "cookie:x");
        seen(2, "web", "login:b", "cookie:y");
        decisions.add(new Decision.Likely(
                List.of(List.of(node("cookie:x"), node("cookie:y")), List.of(node("cookie:z"), node("cookie:y")))));
        int[] roots = resolved(one);
        assertThat(same(roots, "login:a", "cookie:x")).isTrue();
        assertThat(same(roots, "login:b", "cookie:y")).isTrue();
        assertThat(same(roots, "login:b", "cookie:z")).isTrue();
        assertThat(same(roots, "login:a", "login:b")).isFalse();
        assertThat(same(resolved(Policy.OPEN), "login:a", "login:b")).isTrue();
    }

    @Test
    void differentPeopleStayDifferentWhateverIsFoundAndTheirPartsMayFallApart() {
        seen(1, "web", "login:a", "cookie:x");
        seen(2, "web", "login:b", "cookie:y");
        decisions.add(new Decision.Different(
                List.of(List.of(node("login:a"), node("cookie:x")), List.of(node("login:b"), node("cookie:y")))));
        seen(3, "web", "cookie:x", "cookie:y");
        int[] roots = resolved(Policy.OPEN);
        assertThat(same(roots, "login:a", "cookie:x")).isTrue();
        assertThat(same(roots, "login:a", "login:b")).isFalse();
        assertThat(same(roots, "cookie:x", "cookie:y")).isFalse();
        Policy shared = kinds(kind("login"), new Kind("cookie", null, new Policy.Shared(1, Policy.Then.NONE)));
        seen(4, "web", "login:c", "cookie:x");
        roots = resolved(shared);
        assertThat(same(roots, "login:a", "cookie:x"))
                .as("the policy may still part them")
                .isFalse();
        decisions.add(Decision.Link.of(List.of(node("login:a"), node("login:b"))));
        assertThat(same(resolved(Policy.OPEN), "cookie:x", "cookie:y")).isTrue();
    }

    @Test
    void whatIsKnownLaterDoesNotCountBefore() {
        seen(5, "web", "login:a", "cookie:x");
        Resolution resolution = new Resolution(
                customers.nodes(customers.size()),
                node -> sightings.getOrDefault(node, List.of()),
                Policy.OPEN,
                decisions);
        assertThat(same(resolution.all(4), "login:a", "cookie:x")).isFalse();
        assertThat(same(resolution.all(5), "login:a", "cookie:x")).isTrue();
    }
}
