package dev.limner.workspace;

import dev.limner.collect.Collector;
import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.Erasures;
import dev.limner.engine.duckdb.PersonRows;
import dev.limner.engine.duckdb.Purging;
import dev.limner.language.Checked;
import dev.limner.language.plan.Lexicon;
import dev.limner.portrait.Moment;
import dev.limner.privacy.Bearing;
import dev.limner.privacy.ConsentStudy;
import dev.limner.privacy.ConsentStudy.Asked;
import dev.limner.privacy.Consents;
import dev.limner.privacy.Erasure;
import dev.limner.privacy.Held;
import dev.limner.privacy.Keep;
import dev.limner.privacy.PrivacyRules;
import dev.limner.work.Work;
import dev.limner.workspace.Identities.Hand;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// What a workspace promises of people's data, and keeping it: consent, erasure, export.
public final class Privacy {
    private static final int NIGHT = 3;

    private final Desk desk;
    private final Clock machine;

    Privacy(Desk desk, Clock machine) {
        this.desk = desk;
        this.machine = machine;
    }

    /// What is promised.
    public PrivacyRules rules() {
        return desk.workspace().definitions().privacy();
    }

    // ---- Consent

    /// What consent is asked for: the declared purposes with their channels; where none are declared,
    /// whatever consent events name.
    public List<Asked> asked() {
        ConsentStudy study = new ConsentStudy(desk.workspace().definitions().plan());
        if (!study.isPossible()) {
            return List.of();
        }
        TreeSet<Asked> asked = new TreeSet<>();
        rules().purposes().forEach(purpose -> {
            asked.add(new Asked(purpose.purpose(), null));
            purpose.byChannel().forEach(channel -> asked.add(new Asked(purpose.purpose(), channel.channel())));
        });
        if (asked.isEmpty()) {
            Moment now = desk.moment(null);
            for (Asked seen : desk.remembered("consent asked", now, null, _ -> desk.ask(study, now, null))) {
                asked.add(new Asked(seen.purpose(), null));
                asked.add(seen);
            }
        }
        return List.copyOf(asked);
    }

    /// What a customer consents to as of a moment, with the events that decide it.
    public List<Consents.Standing> standings(int customer, Moment moment) {
        List<Asked> asked = asked();
        Lexicon lexicon = desk.workspace().definitions().lexicon();
        if (asked.isEmpty()) {
            return List.of();
        }
        Consents study = new Consents(lexicon, asked, moment.asked(), Scope.Mode.AS_CORRECTED);
        List<Consents.Standing> found = desk.workspace()
                .engine()
                .run(study, moment.scope().within(RoaringBitmap.bitmapOf(customer)), new Work());
        return found.isEmpty() ? study.ofNobody() : found;
    }

    /// How many consent to a purpose, of all.
    public record Counted(Asked asked, boolean byDefault, long consenting, long all) {}

    /// How many consent to each purpose, and by each channel, as of a moment.
    public List<Counted> counts(Moment moment) {
        return desk.remembered("consent counts", moment, null, _ -> {
            List<Asked> asked = asked();
            if (asked.isEmpty()) {
                return List.of();
            }
            Lexicon lexicon = desk.workspace().definitions().lexicon();
            List<Checked> conditions = asked.stream()
                    .map(each -> Consents.condition(lexicon, each))
                    .toList();
            List<RoaringBitmap> consenting = desk.fulfilling(conditions, lexicon, moment, null, new Work());
            long all = desk.everybody(moment).getLongCardinality();
            List<Counted> counts = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                Asked each = asked.get(i);
                counts.add(new Counted(
                        each,
                        lexicon.purposes().byDefault(each.purpose(), each.channel()),
                        consenting.get(i).getLongCardinality(),
                        all));
            }
            return counts;
        });
    }

    // ---- One person

    private Erasures log() {
        return new Erasures(desk.workspace().store());
    }

    /// All erasures, the earliest first.
    public List<Erasure> erasures() {
        return log().all();
    }

    /// What an erasure of a customer would find.
    public Erasure.Found preview(String identifier) {
        return log().found(desk.customer(identifier));
    }

    /// Erases a customer: nobody finds the person once this returns; the bytes go by [#purge].
    ///
    /// @throws dev.limner.problem.UserProblem where there is no such customer
    public Erasure erase(String identifier, Hand hand) {
        int customer = desk.customer(identifier);
        Instant at = machine.instant();
        Bearing bearing = new Bearing(desk.workspace().store().customers().identifiers(customer));
        Erasure erasure = log().erase(
                        customer,
                        hand.who(),
                        hand.why(),
                        now(),
                        at,
                        at.plus(rules().eraseWithin().duration()));
        Collector collector = desk.collector();
        if (collector != null) {
            collector.forget(customer, bearing);
        }
        return erasure;
    }

    /// Hands out all that there is of a customer, as a ZIP of JSON lines with a summary in words.
    public void export(String identifier, OutputStream out) {
        int customer = desk.customer(identifier);
        Moment moment = desk.moment(null);
        new PersonFile(
                        desk.workspace(),
                        new PersonRows(desk.workspace().store(), customer),
                        customer,
                        standings(customer, moment),
                        moment)
                .write(out);
    }

    // ---- What is past its age

    /// What is due, and when it was last taken out.
    ///
    /// @param classes by data class; missing from answers already
    /// @param quarantined rows set aside that are due
    /// @param intents of triggers that are due
    public record Due(
            List<Purging.Due> classes,
            long quarantined,
            long intents,
            @Nullable Instant last) {}

    public Due due() {
        hold();
        Purging purging = new Purging(desk.workspace().store());
        return new Due(
                purging.due(),
                purging.quarantined(cutoff(rules().keepQuarantine())),
                purging.intents(intentsBefore()),
                purging.last());
    }

    /// Lets reads leave out what is past its age as of now.
    void hold() {
        Workspace workspace = desk.workspace();
        workspace
                .store()
                .hold(Held.of(
                        rules(),
                        workspace.store().plan(),
                        now(),
                        workspace.settings().zoneId()));
    }

    private Instant now() {
        return desk.workspace().settings().now(machine);
    }

    /// Loads and intents are told by the machine's clock.
    private @Nullable Instant cutoff(@Nullable Keep keep) {
        return keep == null
                ? null
                : keep.cutoff(machine.instant(), desk.workspace().settings().zoneId());
    }

    /// What triggers did is kept at least as long as they ask when they last acted.
    private @Nullable Instant intentsBefore() {
        Instant before = cutoff(rules().keepIntents());
        int days = desk.triggers().values().stream()
                .mapToInt(trigger -> trigger.oncePerDays() == null ? 0 : trigger.oncePerDays())
                .max()
                .orElse(0);
        Instant needed = machine.instant().minus(Duration.ofDays(days));
        return before == null || before.isBefore(needed) ? before : needed;
    }

    /// When files were last due to be written anew: at three in the night, or at the full hour where
    /// something is kept for hours.
    public Instant lastSlot(Instant now) {
        if (rules().retention().stream().anyMatch(each -> !each.keep().inDays())) {
            return now.truncatedTo(ChronoUnit.HOURS);
        }
        ZonedDateTime local = now.atZone(desk.workspace().settings().zoneId());
        ZonedDateTime night = local.truncatedTo(ChronoUnit.DAYS).withHour(NIGHT);
        return (night.isAfter(local) ? night.minusDays(1) : night).toInstant();
    }

    /// Whether there is something to take out that was not since an instant.
    public boolean isPurgeDue(Instant slot) {
        Due due = due();
        Instant last = due.last();
        boolean any = due.classes().stream().anyMatch(each -> each.count() > 0)
                || due.quarantined() > 0
                || due.intents() > 0
                || erasures().stream().anyMatch(erasure -> erasure.doneAt() == null);
        return any && (last == null || last.isBefore(slot));
    }

    /// Takes out of files what is past its age, and people who were erased; may be cancelled between two
    /// months. What was deleted from the database is gone once the workspace is opened again: whether
    /// that is wanted.
    public boolean rewrite(Work work) {
        hold();
        Purging purging = new Purging(desk.workspace().store());
        log().rewrite(work);
        purging.run(cutoff(rules().keepQuarantine()), intentsBefore(), machine.instant(), work);
        return purging.wantsRenewal();
    }

    /// All of it; nobody may be asking meanwhile.
    public void purge(Work work) {
        if (rewrite(work)) {
            desk.reopen();
        }
    }
}
