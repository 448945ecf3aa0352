package dev.limner.workspace;

import dev.limner.event.Property;
import dev.limner.identity.Customers;
import dev.limner.identity.match.MatchDefinition;
import dev.limner.identity.match.MatchWords;
import dev.limner.portrait.TraitStudy;
import dev.limner.work.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Pairs made ready for a person: values as they are today beside what the comparison said of them.
final class MatchReading {
    private final Customers customers;
    private final Desk desk;
    private final MatchFields fields;
    private final MatchDefinition definition;

    MatchReading(Desk desk, MatchFields fields, MatchDefinition definition) {
        this.desk = desk;
        this.fields = fields;
        this.definition = definition;
        customers = desk.workspace().store().customers();
    }

    List<Candidate> read(List<MatchSieve.Left> some) {
        RoaringBitmap both = new RoaringBitmap();
        some.forEach(left -> {
            both.add(customers.customer(left.pair().one()));
            both.add(customers.customer(left.pair().other()));
        });
        TraitStudy study = fields.study();
        TraitStudy.Traits traits = study == null
                ? null
                : desk.workspace().engine().run(study, desk.moment(null).scope().within(both), new Work());
        return some.stream().map(left -> asked(left, traits)).toList();
    }

    private Candidate asked(MatchSieve.Left left, TraitStudy.@Nullable Traits traits) {
        MatchPair pair = left.pair();
        MatchPair.Evidence evidence = pair.evidence();
        int one = customers.customer(pair.one());
        int other = customers.customer(pair.other());
        double bits = evidence.priorBits() + evidence.householdBits();
        List<Candidate.Part> parts = new ArrayList<>();
        for (MatchPair.Part part : evidence.parts()) {
            bits += part.levelBits() + part.rarityBits();
            parts.add(part(part, one, other, traits));
        }
        return new Candidate(
                pair.name(),
                one,
                other,
                left.cause(),
                evidence.probability(),
                bits,
                evidence.priorBits(),
                evidence.householdBits(),
                parts,
                others(one, other, traits));
    }

    private Candidate.Part part(MatchPair.Part part, int one, int other, TraitStudy.@Nullable Traits traits) {
        MatchDefinition.Compared compared = definition.compared().stream()
                .filter(by -> part.reason().equals(by.trait()) || part.reason().startsWith(by.trait() + "."))
                .max((a, b) -> Integer.compare(a.trait().length(), b.trait().length()))
                .orElseThrow();
        double bits = part.levelBits() + part.rarityBits();
        return new Candidate.Part(
                MatchWords.title(part.reason(), fields.title(compared.trait())),
                part.level(),
                MatchWords.level(compared.as(), part.level()),
                bits,
                MatchWords.worth(bits),
                MatchWords.rarity(part.rarityBits()),
                value(compared.trait(), one, traits),
                value(compared.trait(), other, traits));
    }

    private @Nullable String value(String trait, int customer, TraitStudy.@Nullable Traits traits) {
        Property property = fields.property(trait);
        if (property == null) {
            return MatchFields.identifier(trait, customer, customers);
        }
        return traits == null
                ? null
                : traits.of(customer).get(fields.properties().indexOf(property));
    }

    private List<Candidate.Value> others(int one, int other, TraitStudy.@Nullable Traits traits) {
        List<Candidate.Value> others = new ArrayList<>();
        for (Property property : fields.properties()) {
            String left = value(property.name(), one, traits);
            String right = value(property.name(), other, traits);
            boolean told = left != null || right != null;
            if (told && fields.isOwn(property) && !definition.traits().contains(property.name())) {
                others.add(new Candidate.Value(property.title(), left, right));
            }
        }
        return others;
    }
}
