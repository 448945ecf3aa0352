package dev.limner.portrait;

import dev.limner.engine.Engine;
import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.engine.Together;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.plan.Lexicon;
import dev.limner.problem.UserProblem;
import dev.limner.work.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/// The tags of a catalogue bound to a tracking plan: what can be computed, and how.
public final class Portraits {
    private final Catalogue catalogue;
    private final Map<String, Formula> formulas;
    private final Map<String, UserProblem> notOffered;
    private final Map<String, HistoryFormula> ofHistories = new LinkedHashMap<>();
    private final PortraitStudy.Read read;

    private Portraits(Catalogue catalogue, Map<String, Formula> formulas, Map<String, UserProblem> notOffered) {
        this.catalogue = catalogue;
        this.formulas = formulas;
        this.notOffered = notOffered;
        formulas.forEach((tag, formula) -> {
            if (formula instanceof HistoryFormula history) {
                ofHistories.put(tag, history);
            }
        });
        read = PortraitStudy.Read.of(ofHistories.values());
    }

    /// Binds each tag to its formula. A tag whose events or properties the plan does not have, or that is
    /// computed
    /// from such a tag, is not offered, with the reason.
    ///
    /// @throws UserProblem where a tag names no formula, or one that does not fit
    public static Portraits bind(Catalogue catalogue, Formulas known, TrackingPlan plan) {
        Map<String, Formula> formulas = new LinkedHashMap<>();
        Map<String, UserProblem> notOffered = new LinkedHashMap<>();
        for (Tag tag : catalogue.tags()) {
            if (Rules.isRule(tag)) {
                continue; // bound by withRules
            }
            try {
                Formula formula = known.bound(tag, plan);
                if (formula instanceof PopulationFormula<?> population) {
                    population.inputs().forEach(input -> offered(catalogue, input, formulas, notOffered));
                }
                formulas.put(tag.name(), formula);
            } catch (UserProblem problem) {
                if (problem.code() != UserProblem.Code.UNKNOWN_EVENT_TYPE
                        && problem.code() != UserProblem.Code.UNKNOWN_PROPERTY
                        && problem.code() != UserProblem.Code.UNKNOWN_TAG) {
                    throw problem;
                }
                notOffered.put(tag.name(), problem);
            }
        }
        return new Portraits(catalogue, formulas, notOffered);
    }

    /// The tags as the language sees them, by name: those that are offered, and the rules.
    public Map<String, Lexicon.Meaning> meanings(LocalClock clock) {
        Map<String, Lexicon.Meaning> meanings = new LinkedHashMap<>();
        for (Tag tag : catalogue.tags()) {
            Formula formula = formulas.get(tag.name());
            if (Rules.isRule(tag)) {
                meanings.put(tag.name(), Rules.meaning(tag));
            } else if (formula != null) {
                meanings.put(tag.name(), new Lexicon.Meaning.Computed(TagFunctions.of(tag, formula, clock)));
            }
        }
        return meanings;
    }

    /// These tags and those that expressions of the language give.
    ///
    /// @throws UserProblem where a rule is wrong
    public Portraits withRules(Lexicon lexicon) {
        Map<String, Formula> all = new LinkedHashMap<>();
        Map<String, UserProblem> lacking = new LinkedHashMap<>(notOffered);
        for (Tag tag : catalogue.tags()) {
            Formula formula = formulas.get(tag.name());
            if (Rules.isRule(tag)) {
                lacking.remove(tag.name());
                Rules.bind(tag, lexicon, all, lacking);
            } else if (formula != null) {
                all.put(tag.name(), formula);
            }
        }
        return new Portraits(catalogue, all, lacking);
    }

    /// The tags by rules that are wrong or name what the plan does not have, and why.
    public Map<String, UserProblem> misfits(Lexicon lexicon) {
        Map<String, UserProblem> misfits = new LinkedHashMap<>();
        for (Tag tag : catalogue.tags()) {
            if (Rules.isRule(tag)) {
                try {
                    Rules.bind(tag, lexicon, new LinkedHashMap<>(), misfits);
                } catch (UserProblem problem) {
                    misfits.put(tag.name(), problem);
                }
            }
        }
        misfits.values().removeIf(problem -> problem.code() == UserProblem.Code.RULE_OF_POPULATION);
        return misfits;
    }

    /// Only these tags, and those that they are computed from.
    public Portraits only(Collection<String> tags) {
        Set<String> wanted = new HashSet<>();
        tags.forEach(tag -> want(tag, wanted));
        Map<String, Formula> kept = new LinkedHashMap<>(formulas);
        kept.keySet().retainAll(wanted);
        return new Portraits(catalogue, kept, notOffered);
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /// The tags that can be computed, in the catalogue's order.
    public List<Tag> offered() {
        return formulas.keySet().stream().map(catalogue::tag).toList();
    }

    /// The tags that cannot, and why.
    public Map<String, UserProblem> notOffered() {
        return Collections.unmodifiableMap(notOffered);
    }

    /// The formula behind a tag.
    ///
    /// @throws UserProblem where the tag is not known, or not offered
    public Formula formula(String tag) {
        UserProblem reason = notOffered.get(catalogue.tag(tag).name());
        if (reason != null) {
            throw reason;
        }
        Formula formula = formulas.get(tag);
        if (formula == null) {
            throw Catalogue.unknown(tag, formulas.keySet());
        }
        return formula;
    }

    /// What a tag looks at, through the tags that it is computed from.
    public Needs needs(String tag) {
        return switch (formula(tag)) {
            case HistoryFormula formula -> formula.needs();
            case PopulationFormula<?> formula ->
                Needs.union(formula.inputs().stream().map(this::needs).toList());
        };
    }

    /// The study of all history formulas as of a moment; [#people] makes a table of its answer.
    public Study<PortraitStudy.Table> study(Moment moment) {
        return new PortraitStudy(read, moment);
    }

    /// One customer by his history, with parameters that were fitted before; he bears the number 0, and nobody is there
    /// where his history says nothing.
    ///
    /// @param history with what [#study] needs of it
    public People alone(History history, Moment moment, Map<String, ? extends Parameters> inForce) {
        PortraitStudy study = new PortraitStudy(read, moment);
        PortraitStudy.Table table = study.start();
        study.add(table, history);
        return alone(table, moment, inForce);
    }

    /// The same by the answer of [#study] to one customer's history.
    public People alone(PortraitStudy.Table table, Moment moment, Map<String, ? extends Parameters> inForce) {
        table.renumber();
        return people(table, moment, inForce);
    }

    /// Everybody as of `moment`, with parameters fitted over everybody at that moment.
    public People people(Engine engine, Moment moment, Scope.Mode mode, Work work) {
        Scope scope = new Scope(moment.instant(), mode, null, null);
        return people(engine.run(study(moment), scope, work), moment, Map.of());
    }

    /// Everybody as of each of several moments, in one pass, with everything known today.
    public List<People> people(Engine engine, List<Moment> moments, Work work) {
        if (moments.isEmpty()) {
            return List.of();
        }
        List<Study<PortraitStudy.Table>> studies =
                moments.stream().map(this::study).toList();
        Together together = new Together(studies.toArray(Study[]::new));
        Moment last = Collections.max(moments, Comparator.comparingLong(Moment::micros));
        Together.Answers answers = engine.run(together, last.scope(), work);
        List<People> all = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            all.add(people(together.answer(studies.get(i), answers), moments.get(i), Map.of()));
        }
        return List.copyOf(all);
    }

    /// The answer of [#study] as a table, with the tags of population formulas. Parameters `inForce` are
    /// applied as
    /// they
    /// are; those that are not given are fitted over the table.
    public People people(PortraitStudy.Table table, Moment moment, Map<String, ? extends Parameters> inForce) {
        RoaringBitmap customers = new RoaringBitmap();
        int width = table.size() == 0 ? 0 : table.customer(table.size() - 1) + 1;
        for (int row = 0; row < table.size(); row++) {
            customers.add(table.customer(row));
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        int formula = 0;
        for (String tag : ofHistories.keySet()) {
            long[] values = missing(width);
            for (int row = 0; row < table.size(); row++) {
                values[table.customer(row)] = table.value(formula, row);
            }
            columns.put(tag, new Column(catalogue.tag(tag), values, table.texts(formula)));
            formula++;
        }
        Map<String, Parameters> parameters = new LinkedHashMap<>(inForce);
        formulas.forEach((tag, of) -> {
            if (of instanceof PopulationFormula<?> population) {
                People soFar = new People(moment, customers, columns, parameters);
                columns.put(tag, column(catalogue.tag(tag), population, soFar, width, parameters));
            }
        });
        Map<String, Column> inOrder = new LinkedHashMap<>();
        offered().forEach(tag -> inOrder.put(tag.name(), Objects.requireNonNull(columns.get(tag.name()))));
        return new People(moment, customers, inOrder, parameters);
    }

    private static <P extends Parameters> Column column(
            Tag tag, PopulationFormula<P> formula, People people, int width, Map<String, Parameters> parameters) {
        Parameters known = parameters.computeIfAbsent(formula.model(), _ -> formula.fit(people));
        P fitted = formula.parameters().cast(known);
        long[] values = missing(width);
        people.customers()
                .forEach((IntConsumer) customer -> values[customer] = formula.value(people, customer, fitted));
        return new Column(tag, values, List.of());
    }

    private void want(String tag, Set<String> wanted) {
        if (wanted.add(tag) && formula(tag) instanceof PopulationFormula<?> population) {
            population.inputs().forEach(input -> want(input, wanted));
        }
    }

    private static void offered(
            Catalogue catalogue, String input, Map<String, Formula> formulas, Map<String, UserProblem> notOffered) {
        UserProblem reason = notOffered.get(catalogue.tag(input).name());
        if (reason != null) {
            throw reason;
        }
        if (!formulas.containsKey(input)) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_DEFINITION, "the tag " + input + " must stand before those computed from it");
        }
    }

    private static long[] missing(int width) {
        long[] values = new long[width];
        Arrays.fill(values, History.MISSING);
        return values;
    }
}
