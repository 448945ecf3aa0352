package dev.limner.workspace;

import dev.limner.collect.Collector;
import dev.limner.collect.Decoder;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.engine.duckdb.EventLog;
import dev.limner.engine.duckdb.ParameterLog;
import dev.limner.engine.duckdb.QualityMeasures;
import dev.limner.event.Event;
import dev.limner.language.Checked;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.portrait.Moment;
import dev.limner.portrait.People;
import dev.limner.problem.UserProblem;
import dev.limner.quality.SourceQuality;
import dev.limner.segment.Segments;
import dev.limner.segment.TenureStudy;
import dev.limner.source.LoadReport;
import dev.limner.source.Rows;
import dev.limner.trigger.Trigger;
import dev.limner.work.Work;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import tools.jackson.databind.json.JsonMapper;

/// A workspace as people ask it: answers as of a moment and for a population, remembered until the data
/// change, and
/// long work in
/// the background that one can watch and cancel.
public final class Desk implements AutoCloseable {
    private static final int TABLES_KEPT = 24;
    private static final int ANSWERS_KEPT = 200;
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private volatile Workspace workspace;
    private final Clock machine;
    private final Memo<At, People> tables = new Memo<>(TABLES_KEPT);
    private final Memo<Asked, Object> answers = new Memo<>(ANSWERS_KEPT);
    private final Predictions predictions;
    private @Nullable Step step;
    private volatile long base;
    private volatile @Nullable Collecting collecting;
    private volatile @Nullable Work work;
    private volatile @Nullable Thread background;
    private volatile @Nullable UserProblem failure;

    public Desk(Workspace workspace, Clock machine) {
        this.workspace = workspace;
        this.machine = machine;
        privacy().hold();
        this.predictions = new Predictions(this, machine);
    }

    /// Changes whenever events or definitions have changed.
    private long version() {
        return dataVersion() + ((long) workspace.edition() << 40);
    }

    /// Changes whenever events have changed, or the workspace was opened again.
    public long dataVersion() {
        return base + workspace.store().version();
    }

    private record At(long version, long micros, int day) {}

    private record Asked(
            Object question,
            long version,
            long micros,
            int day,
            @Nullable String population) {}

    /// Whether there are answers to be had.
    public enum State {
        EMPTY,
        WORKING,
        READY,
        FAILED
    }

    public Workspace workspace() {
        return workspace;
    }

    public State state() {
        if (work != null) {
            return State.WORKING;
        }
        if (failure != null) {
            return State.FAILED;
        }
        return workspace.store().customers().size() == 0 ? State.EMPTY : State.READY;
    }

    /// The work that runs, or null.
    public @Nullable Work work() {
        return work;
    }

    /// Why the last work failed, or null.
    public @Nullable UserProblem failure() {
        return failure;
    }

    /// The moment that a reader asks for: a local date means its beginning, an instant itself, null now.
    ///
    /// @throws UserProblem where the text is neither
    public Moment moment(@Nullable String asOf) {
        privacy().hold();
        if (asOf == null || asOf.isBlank()) {
            LocalDate fixed = workspace.settings().clock().fixed();
            return fixed == null ? running() : Moment.before(fixed, workspace.clock());
        }
        try {
            Moment moment = asOf.contains("T")
                    ? Moment.at(instant(asOf), workspace.clock())
                    : Moment.before(LocalDate.parse(asOf), workspace.clock());
            int year = moment.date().getYear();
            if (year >= FIRST_YEAR && year <= LAST_YEAR) {
                return moment;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below, as for a date that is too far away
        }
        throw UserProblem.of(UserProblem.Code.BAD_DATE, asOf);
    }

    /// The time that runs, moving on in steps, so that what one page asks within a step is computed once;
    /// new data
    /// begin a
    /// new step.
    private synchronized Moment running() {
        Instant instant = machine.instant();
        Step last = step;
        if (last == null
                || last.version() != workspace.store().version()
                || instant.isAfter(last.moment().instant().plus(STEP))) {
            last = new Step(workspace.store().version(), Moment.at(instant, workspace.clock()));
            step = last;
        }
        return last.moment();
    }

    private record Step(long version, Moment moment) {}

    /// Everybody as of a moment.
    public People people(Moment moment) {
        return tables.get(
                new At(version(), moment.micros(), moment.day()),
                () -> workspace
                        .definitions()
                        .portraits()
                        .people(workspace.engine(), moment, Scope.Mode.AS_CORRECTED, new Work()));
    }

    /// Everybody as of each of several moments, with what the segments need; one pass for those not remembered.
    public List<People> people(List<Moment> moments) {
        String key = "people at " + moments.stream().map(Moment::micros).toList();
        return remembered(key, moment(null), null, _ -> {
            Definitions definitions = workspace.definitions();
            List<String> tags = definitions.segments().groups().stream()
                    .map(group -> group.tag().name())
                    .toList();
            return definitions.portraits().only(tags).people(workspace.engine(), moments, new Work());
        });
    }

    /// The numbers of those in a segment as of a moment; null where the population is everybody.
    ///
    /// @throws UserProblem where there is no such segment
    public @Nullable RoaringBitmap members(@Nullable String population, Moment moment) {
        if (population == null || population.isBlank()) {
            return null;
        }
        Segments segments = workspace.definitions().segments();
        RoaringBitmap ruled =
                segments.rules().containsKey(population) ? ruled(moment).get(population) : null;
        return ruled == null ? Segments.members(people(moment), segments.segment(population)) : ruled;
    }

    /// Who is in each segment that is written in the language, as of a moment: all of them in one pass.
    public Map<String, RoaringBitmap> ruled(Moment moment) {
        return remembered("ruled", moment, null, _ -> {
            Definitions definitions = workspace.definitions();
            Lexicon lexicon = definitions.lexicon();
            List<String> ids = List.copyOf(definitions.segments().rules().keySet());
            List<RoaringBitmap> members = new Fulfilment(this, lexicon)
                    .of(ids.stream().map(lexicon::segment).toList(), moment, null, new Work());
            Map<String, RoaringBitmap> byId = new LinkedHashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                byId.put(ids.get(i), members.get(i));
            }
            return byId;
        });
    }

    /// Who fulfils each of several conditions, as of a moment.
    ///
    /// @param within only these customers are looked at; null for everybody
    public List<RoaringBitmap> fulfilling(
            List<Checked> conditions, Lexicon lexicon, Moment moment, @Nullable RoaringBitmap within, Work running) {
        return new Fulfilment(this, lexicon).of(conditions, moment, within, running);
    }

    /// Who fulfils a condition as of each of several moments, in one pass.
    public List<RoaringBitmap> over(Checked condition, List<Moment> moments) {
        return new Fulfilment(this, workspace.definitions().lexicon()).over(condition, moments, new Work());
    }

    /// The segments that a customer is in as of a moment, by id: since when, and until when if nothing happens.
    public Map<String, TenureStudy.Tenure> tenures(int customer, Moment moment) {
        return remembered("tenures of " + customer, moment, null, _ -> {
            Definitions definitions = workspace.definitions();
            Lexicon lexicon = definitions.lexicon();
            List<String> ids = new ArrayList<>(definitions.segments().rules().keySet());
            definitions.segments().groups().stream()
                    .flatMap(group -> group.segments().stream())
                    .map(Segments.Segment::id)
                    .filter(id -> !ids.contains(id))
                    .forEach(ids::add);
            Map<String, TenureStudy.Tenure> byId = new LinkedHashMap<>();
            new Fulfilment(this, lexicon)
                    .tenures(
                            definitions.portraits(),
                            ids.stream().map(lexicon::segment).toList(),
                            customer,
                            moment,
                            new Work())
                    .forEach(tenure -> byId.put(ids.get(tenure.condition()), tenure));
            return byId;
        });
    }

    /// Why a condition, which was checked with these definitions, holds for a customer as of a moment, or
    /// does not.
    public Reason why(Definitions definitions, Checked condition, int customer, Moment moment) {
        return new Fulfilment(this, definitions.lexicon()).why(definitions, condition, customer, moment, new Work());
    }

    /// All events of a customer up to a moment, in the order of a history: the places that a [Reason] names
    /// are places in it.
    public List<Event> events(int customer, Moment moment) {
        return new EventLog(workspace.store())
                .all(customer, workspace.definitions().plan().types(), moment.scope());
    }

    /// The parameters that a plan needs, fitted as of a moment.
    public InForce inForce(Plan plan, Moment moment) {
        return new Fulfilment(this, workspace.definitions().lexicon()).inForce(plan, moment, new Work());
    }

    /// Everybody who had an event up to a moment; not to be changed.
    public RoaringBitmap everybody(Moment moment) {
        return people(moment).customers();
    }

    /// The answer to a study, for a population as of its moment.
    public <A> A ask(Study<A> study, Moment moment, @Nullable String population) {
        Scope scope = moment.scope().within(members(population, moment));
        return workspace.engine().run(study, scope, new Work());
    }

    /// What `compute` gives, remembered under a question that says all that it depends on but moment,
    /// population and
    /// data: a name, or a record that equals no other question.
    @SuppressWarnings("unchecked") // a question has one kind of answer
    public <V> V remembered(Object question, Moment moment, @Nullable String population, Function<Moment, V> compute) {
        Asked asked = new Asked(question, version(), moment.micros(), moment.day(), population);
        return (V) answers.get(asked, () -> compute.apply(moment));
    }

    /// When the first and last events happened, and how many there are.
    public EventLog.Extent extent() {
        return remembered("extent", moment(null), null, _ -> new EventLog(workspace.store()).extent());
    }

    /// The quality of what each source delivered, in the order of the sources.
    public List<SourceQuality> quality() {
        return remembered("quality", moment(null), null, now -> {
            List<LoadReport> loads = workspace.store().loads();
            ZoneId zone = workspace.settings().zoneId();
            return workspace.definitions().mappings().values().stream()
                    .map(mapping -> SourceQuality.of(
                            mapping,
                            new QualityMeasures(workspace.store(), mapping.source(), ZoneId.of(mapping.zone()))
                                    .measure(SourceQuality.mapped(mapping)),
                            loads.stream()
                                    .filter(load -> load.source().equals(mapping.source()))
                                    .toList(),
                            now.date(),
                            zone))
                    .toList();
        });
    }

    /// Imports every source and computes the portraits as of now; one such work at a time.
    ///
    /// @throws UserProblem where a mapping does not fit
    /// @throws CancellationException where it was cancelled
    public List<LoadReport> fill(Rows.Format format, Work running) {
        return fill(workspace.definitions().imported(), format, running);
    }

    /// Reads the definitions of the files again. Nobody may be asking meanwhile, and no work may run.
    ///
    /// @throws UserProblem as [Workspace#open] does
    public void reopen() {
        Collecting now = collecting;
        if (now != null) {
            collecting = null;
            now.close();
        }
        base = dataVersion() + 1;
        workspace = workspace.reopened();
        predictions.forget();
        step = null;
        privacy().hold();
        if (now != null) {
            collecting = now.again();
        }
    }

    /// Imports some sources; one such work at a time.
    ///
    /// @throws UserProblem where a mapping does not fit
    /// @throws CancellationException where it was cancelled
    public List<LoadReport> fill(Collection<String> sources, Rows.Format format, Work running) {
        failure = null;
        work = running;
        try {
            return workspace.importSources(sources, format, running);
        } catch (UserProblem problem) {
            failure = problem;
            throw problem;
        } finally {
            work = null;
        }
    }

    /// The number of the customer with that identifier.
    ///
    /// @throws UserProblem where nobody has it
    public int customer(String identifier) {
        Integer number = workspace.store().customers().find(identifier);
        if (number == null) {
            throw UserProblem.of(UserProblem.Code.UNKNOWN_CUSTOMER, identifier);
        }
        return number;
    }

    /// Begins to collect what clients send, where the workspace has a source that is collected.
    ///
    /// @param secrets finds a secret by the name that a trigger gives it
    /// @throws UserProblem where a trigger names a segment that there is not
    public void collect(Decoder decoder, Function<String, @Nullable String> secrets) {
        collect(Collector.Wiring.of(decoder, secrets, Collector.Limits.DEFAULTS));
    }

    /// The same, with all that whoever runs the program decides.
    public void collect(Collector.Wiring wiring) {
        if (!workspace.definitions().collected().isEmpty()) {
            collecting = Collecting.start(this, wiring, machine);
        }
    }

    /// The triggers of the workspace's files, by name.
    public Map<String, Trigger> triggers() {
        return DefinitionFiles.triggers(workspace.folder());
    }

    /// What collects; null where nothing does.
    public @Nullable Collector collector() {
        Collecting now = collecting;
        return now == null ? null : now.collector();
    }

    /// A customer as of now: from memory where the workspace collects, else from the store.
    public Profile profile(int customer) {
        Collecting now = collecting;
        if (now != null) {
            return now.profile(customer);
        }
        Moment moment = moment(null);
        Definitions definitions = workspace.definitions();
        People everybody = people(moment);
        Scope alone = moment.scope().within(RoaringBitmap.bitmapOf(customer));
        return new Profile(
                workspace.store().customers().identifiers(customer),
                moment,
                definitions
                        .portraits()
                        .alone(
                                workspace.engine().run(definitions.portraits().study(moment), alone, new Work()),
                                moment,
                                everybody.parameters()),
                tenures(customer, moment).keySet().stream()
                        .filter(definitions.segments().rules()::containsKey)
                        .toList());
    }

    /// Lets the definitions in force hold for what is collected, too.
    void redefine() {
        Collecting now = collecting;
        if (now != null) {
            now.redefine();
        }
    }

    /// Who is who.
    public Identities identities() {
        return new Identities(workspace, machine);
    }

    /// What is promised of people's data.
    public Privacy privacy() {
        return new Privacy(this, machine);
    }

    /// Who may be who.
    public Matches matches() {
        return new Matches(this, machine);
    }

    /// What is to be expected of single customers.
    public Prospects prospects() {
        return new Prospects(this);
    }

    /// What models say.
    public Predictions predictions() {
        return predictions;
    }

    /// Who is alike.
    public Clusters clusters() {
        return new Clusters(this, machine);
    }

    /// What tells those who fulfil a condition from the others.
    public Trees trees() {
        return new Trees(this);
    }

    /// Who belongs together.
    public Groups groups() {
        return new Groups(this);
    }

    /// Does work in the background; one such work at a time.
    ///
    /// @throws UserProblem where other work is running
    public void begin(Consumer<Work> deed) {
        Work running = new Work();
        synchronized (this) {
            if (work != null) {
                throw UserProblem.of(UserProblem.Code.WORK_RUNNING);
            }
            failure = null;
            work = running;
            background = Thread.ofPlatform().name("work").start(() -> {
                try {
                    deed.accept(running);
                } catch (UserProblem problem) {
                    failure = problem;
                } catch (CancellationException _) {
                    running.cancel(); // all is as before
                } finally {
                    work = null;
                }
            });
        }
    }

    /// Publishes what was learned of the population in `people`, and returns the version now in force by model.
    public Map<String, Integer> publish(People people) {
        ParameterLog log = new ParameterLog(workspace.store());
        Map<String, Integer> versions = new TreeMap<>();
        people.parameters()
                .forEach((model, parameters) -> versions.put(
                        model,
                        log.publish(
                                model,
                                people.moment().instant(),
                                machine.instant(),
                                JsonMapper.shared().writeValueAsString(parameters))));
        return versions;
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /// Ends work in the background first.
    @Override
    public void close() {
        Work running = work;
        Thread last = background;
        if (running != null) {
            running.cancel();
        }
        try {
            if (last != null) {
                last.join(CLOSING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Collecting now = collecting;
        if (now != null) {
            now.close();
        }
        workspace.close();
    }
}
