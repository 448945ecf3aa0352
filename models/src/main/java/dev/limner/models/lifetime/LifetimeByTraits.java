package dev.limner.models.lifetime;

import dev.limner.models.Estimate;
import dev.limner.models.Fingerprint;
import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.MaximumLikelihood;
import dev.limner.models.statistics.Standardiser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A lifetime model in which traits that do not change (channel, first basket, age) make customers buy more
/// often or leave sooner: Fader and Hardie, "Incorporating Time-Invariant Covariates into the Pareto/NBD and
/// BG/NBD Models" (2007). Each trait multiplies the rate of purchases, and the readiness to leave: in Pareto/NBD
/// the rate of leaving, in the others a over b, half of it by either.
///
/// Traits explain little where they are many and customers few; then set a penalty, which draws every effect
/// to none.
public final class LifetimeByTraits {
    private final Kind kind;
    private final double[] typical;
    private final double[] buying;
    private final double[] leaving;
    private final Standardiser standardiser;

    private LifetimeByTraits(Kind kind, double[] values, Standardiser standardiser, int traits) {
        this.kind = kind;
        this.standardiser = standardiser;
        typical = Arrays.copyOf(values, 4);
        buying = Arrays.copyOfRange(values, 4, 4 + traits);
        leaving = Arrays.copyOfRange(values, 4 + traits, 4 + 2 * traits);
    }

    /// Which model the traits act on.
    public enum Kind {
        PARETO_NBD,
        BG_NBD,
        MBG_NBD
    }

    /// One customer with the numbers that stand for the traits, in the same order for all.
    public record Customer(PurchaseHistory history, List<Double> traits) {
        public Customer {
            traits = List.copyOf(traits);
        }
    }

    /// Fits `customers`, all with as many traits. The first four parameters are those of a customer of mean
    /// traits; then by trait, numbered from 0, by how much a unit more multiplies buying, and leaving.
    ///
    /// @throws IllegalArgumentException where there are no customers or their traits differ in number
    public static Fitted<LifetimeByTraits> fit(
            List<Customer> customers, Kind kind, LifetimeModel.Options options, Progress progress) {
        if (customers.isEmpty()) {
            throw new IllegalArgumentException("no customers");
        }
        int traits = customers.getFirst().traits.size();
        if (customers.stream().anyMatch(customer -> customer.traits.size() != traits)) {
            throw new IllegalArgumentException("customers differ in the number of their traits");
        }
        Standardiser standardiser = Standardiser.fit(
                customers.stream().map(LifetimeByTraits::numbers).toArray(double[][]::new));
        Map<List<Double>, List<PurchaseHistory>> alike = customers.stream()
                .collect(Collectors.groupingBy(
                        Customer::traits,
                        LinkedHashMap::new,
                        Collectors.mapping(Customer::history, Collectors.toList())));
        List<Group> groups = new ArrayList<>();
        Fingerprint data = Fingerprint.start();
        alike.forEach((values, histories) -> {
            Group group = new Group(array(values), PurchaseHistories.of(histories));
            groups.add(group);
            data.and(group.traits).and(group.histories.fingerprint().value());
        });
        MaximumLikelihood likelihood = MaximumLikelihood.of(
                p -> {
                    LifetimeByTraits model = new LifetimeByTraits(kind, p, standardiser, traits);
                    return model.logLikelihood(groups) - LifetimeModel.penalty(p, options.penalty()) * customers.size();
                },
                customers.size(),
                progress,
                start(kind, customers, traits));
        LifetimeByTraits model = new LifetimeByTraits(kind, likelihood.values(), standardiser, traits);
        return new Fitted<>(
                model,
                model.parameters(likelihood.standardErrors()),
                model.logLikelihood(groups),
                likelihood.converged(),
                Provenance.of("LifetimeByTraits", kind + ", " + options, customers.size(), 3 + traits, data, progress));
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Group(double[] traits, PurchaseHistories histories) {}

    private static double[] start(Kind kind, List<Customer> customers, int traits) {
        double quarter = customers.stream()
                        .mapToDouble(customer -> customer.history.age())
                        .average()
                        .orElseThrow()
                / 4;
        double[] start = new double[4 + 2 * traits];
        Arrays.fill(start, 1);
        start[0] = 0.5;
        start[1] = quarter;
        start[2] = kind == Kind.PARETO_NBD ? 0.5 : 1;
        start[3] = kind == Kind.PARETO_NBD ? quarter : 2;
        return start;
    }

    /// The parameters, effects in units of the traits as they came: an effect of e^g a standard deviation is
    /// one of e^(g / deviation) a unit.
    private List<Fitted.Parameter> parameters(List<Estimate> errors) {
        List<Fitted.Parameter> parameters = new ArrayList<>();
        List<String> names =
                kind == Kind.PARETO_NBD ? List.of("r", "alpha", "s", "beta") : List.of("r", "alpha", "a", "b");
        for (int i = 0; i < 4; i++) {
            parameters.add(new Fitted.Parameter(names.get(i), typical[i], errors.get(i)));
        }
        for (int i = 0; i < 2 * buying.length; i++) {
            int trait = i % buying.length;
            double value = i < buying.length ? buying[trait] : leaving[trait];
            double deviation = standardiser.deviation(trait);
            double multiplier = Math.pow(value, 1 / deviation);
            Estimate error = switch (errors.get(4 + i)) {
                case Estimate.Known(double known) -> new Estimate.Known(multiplier * known / value / deviation);
                case Estimate.NotEstimable none -> none;
            };
            parameters.add(new Fitted.Parameter(
                    (i < buying.length ? "buying, trait " : "leaving, trait ") + trait, multiplier, error));
        }
        return parameters;
    }

    /// The model for customers of these `traits`.
    public LifetimeModel of(double... traits) {
        double[] standard = standardiser.apply(traits);
        double more = 0;
        double sooner = 0;
        for (int j = 0; j < standard.length; j++) {
            more += standard[j] * Math.log(buying[j]);
            sooner += standard[j] * Math.log(leaving[j]);
        }
        double r = typical[0];
        double alpha = typical[1] * Math.exp(-more);
        double half = Math.exp(sooner / 2);
        return switch (kind) {
            case PARETO_NBD -> new ParetoNbd(r, alpha, typical[2], typical[3] * Math.exp(-sooner));
            case BG_NBD -> new BgNbd(r, alpha, typical[2] * half, typical[3] / half);
            case MBG_NBD -> new MbgNbd(r, alpha, typical[2] * half, typical[3] / half);
        };
    }

    /// ln of the likelihood of `customers`.
    public double logLikelihood(List<Customer> customers) {
        double sum = 0;
        for (Customer customer : customers) {
            sum += of(numbers(customer)).logLikelihood(PurchaseHistories.of(List.of(customer.history)));
        }
        return sum;
    }

    private double logLikelihood(Iterable<Group> groups) {
        double sum = 0;
        for (Group group : groups) {
            sum += of(group.traits).logLikelihood(group.histories);
        }
        return sum;
    }

    private static double[] numbers(Customer customer) {
        return array(customer.traits);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
