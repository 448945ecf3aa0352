package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.identity.Customers.Identifier;
import dev.limner.privacy.ConsentStudy;
import dev.limner.privacy.Consents;
import dev.limner.privacy.DataClass;
import dev.limner.privacy.Erasure;
import dev.limner.privacy.PrivacyRules;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Privacy;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is promised of people's data, and keeping it: consent, retention, and the data of one person.
final class PrivacyResource {
    private static final String PRIVACY = Routes.WORKSPACE + "/privacy";
    private static final Route.Parameter IDENTIFIER =
            Route.one("identifier", "Of the person, such as M00042 or member:M00042.");

    private PrivacyResource() {}

    /// @param keepQuarantine how long rows set aside are kept; null without end
    /// @param quarantineDue how many of them are past their age
    /// @param lastPurge when what is past its age was last taken out; null where never
    record PrivacyView(
            List<PurposeView> purposes,
            List<DataClassView> classes,
            @Nullable String keepQuarantine,
            long quarantineDue,
            @Nullable String keepIntents,
            long intentsDue,
            @Nullable String lastPurge,
            String eraseWithin,
            List<ErasureView> erasures) {}

    /// @param title of the channel where there is one, else of the purpose
    /// @param declared whether privacy.yaml has it
    /// @param byDefault whether silence is a yes
    record PurposeView(
            String purpose,
            @Nullable String channel,
            Words title,
            boolean declared,
            boolean byDefault,
            long consenting,
            long all) {}

    /// @param due how many events are past their age and still in files; answers leave them out already
    /// @param months of files that have some
    record DataClassView(
            String name,
            Words title,
            List<String> types,
            List<String> sources,
            List<String> values,
            String keep,
            long due,
            List<String> months) {}

    enum ErasureState {
        MASKED,
        LATE,
        DONE
    }

    record ErasureView(
            int number,
            String at,
            String due,
            @Nullable String doneAt,
            ErasureState state,
            String who,
            String reason,
            Erasure.Found found) {}

    record ConsentList(List<ConsentView> consents) {}

    /// @param since when the word was given that decides; null where nothing was said
    /// @param event the type of event that it was
    record ConsentView(
            String purpose,
            @Nullable String channel,
            Words title,
            boolean consents,
            @Nullable String since,
            @Nullable String event,
            @Nullable Words eventTitle,
            @Nullable String source) {}

    /// @param customer what finds the person
    record PersonView(String customer, List<Identifier> identifiers, Erasure.Found found) {}

    record ErasureToBegin(
            String identifier,
            @Nullable String who,
            @Nullable String reason) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        PRIVACY,
                        "Purposes and how many consent, how long which data are kept, and who is being erased.",
                        List.of(Asked.AS_OF),
                        PrivacyView.class,
                        request -> view(Asked.of(request, desks))),
                Route.get(
                                PortraitResource.CUSTOMER + "/consents",
                                "What a customer consents to, with the event that decides it.",
                                List.of(Asked.AS_OF),
                                ConsentList.class,
                                request -> consents(Asked.of(request, desks)))
                        .recorded(),
                Route.get(
                                PRIVACY + "/person",
                                "How much there is of a person, before it is handed out or erased.",
                                List.of(IDENTIFIER),
                                PersonView.class,
                                request -> person(Asked.of(request, desks)))
                        .under(Right.PRIVACY),
                new Route(
                        HandlerType.GET,
                        PRIVACY + "/person.zip",
                        Right.PRIVACY,
                        "All that there is of a person: JSON lines and a summary.",
                        List.of(IDENTIFIER),
                        null,
                        null,
                        "application/zip",
                        request -> {
                            export(Asked.of(request, desks));
                            return null;
                        }),
                Route.post(
                                PRIVACY + "/erasures",
                                "Erases a person: masked at once, gone from the disk by the deadline.",
                                List.of(),
                                ErasureToBegin.class,
                                ErasureView.class,
                                request -> erase(Asked.of(request, desks)))
                        .under(Right.PRIVACY),
                new Route(
                        HandlerType.POST,
                        PRIVACY + "/purge",
                        Right.PRIVACY,
                        "Begins to write files anew without what is past its age and without people who were erased.",
                        List.of(),
                        null,
                        WorkspaceResource.Status.class,
                        Route.JSON,
                        request -> purge(Asked.of(request, desks), desks)));
    }

    private static PrivacyView view(Asked asked) {
        Privacy privacy = asked.desk().privacy();
        PrivacyRules rules = privacy.rules();
        Privacy.Due due = privacy.due();
        List<DataClassView> classes = new ArrayList<>();
        for (int i = 0; i < rules.retention().size(); i++) {
            DataClass each = rules.retention().get(i);
            classes.add(new DataClassView(
                    each.name(),
                    each.title(),
                    each.types() == null ? List.of() : each.types(),
                    each.sources() == null ? List.of() : each.sources(),
                    each.values(asked.desk().workspace().definitions().plan()).stream()
                            .sorted()
                            .toList(),
                    each.keep().text(),
                    due.classes().get(i).count(),
                    due.classes().get(i).months().stream()
                            .map(month -> month.toString().substring(0, 7))
                            .toList()));
        }
        return new PrivacyView(
                privacy.counts(asked.moment()).stream()
                        .map(count -> new PurposeView(
                                count.asked().purpose(),
                                count.asked().channel(),
                                title(rules, count.asked()),
                                isDeclared(rules, count.asked()),
                                count.byDefault(),
                                count.consenting(),
                                count.all()))
                        .toList(),
                classes,
                rules.keepQuarantine() == null ? null : rules.keepQuarantine().text(),
                due.quarantined(),
                rules.keepIntents() == null ? null : rules.keepIntents().text(),
                due.intents(),
                asked.textOrNull(due.last()),
                rules.eraseWithin().text(),
                privacy.erasures().reversed().stream()
                        .map(erasure -> erasure(asked, erasure))
                        .toList());
    }

    private static Words title(PrivacyRules rules, ConsentStudy.Asked asked) {
        String name = asked.channel() == null ? asked.purpose() : asked.channel();
        return rules.purposes().stream()
                .filter(purpose -> purpose.purpose().equals(asked.purpose()))
                .map(purpose -> asked.channel() == null
                        ? purpose.title()
                        : purpose.byChannel().stream()
                                .filter(channel -> channel.channel().equals(asked.channel()))
                                .map(PrivacyRules.Purpose.Channel::title)
                                .findFirst()
                                .orElse(new Words(name, name)))
                .findFirst()
                .orElse(new Words(name, name));
    }

    private static boolean isDeclared(PrivacyRules rules, ConsentStudy.Asked asked) {
        return rules.purposes().stream().anyMatch(purpose -> purpose.purpose().equals(asked.purpose()));
    }

    private static ErasureView erasure(Asked asked, Erasure of) {
        ErasureState state = of.doneAt() != null
                ? ErasureState.DONE
                : of.isLate(Instant.now()) ? ErasureState.LATE : ErasureState.MASKED;
        return new ErasureView(
                of.number(),
                asked.text(of.at()),
                asked.text(of.due()),
                asked.textOrNull(of.doneAt()),
                state,
                of.who(),
                of.why(),
                of.found());
    }

    private static ConsentList consents(Asked asked) {
        int customer = asked.sight().customer(asked.request().pathParam("id"));
        Privacy privacy = asked.desk().privacy();
        return new ConsentList(privacy.standings(customer, asked.moment()).stream()
                .map(standing -> consent(asked, privacy.rules(), standing))
                .toList());
    }

    private static ConsentView consent(Asked asked, PrivacyRules rules, Consents.Standing standing) {
        Consents.Said said = standing.said();
        return new ConsentView(
                standing.asked().purpose(),
                standing.asked().channel(),
                title(rules, standing.asked()),
                standing.consents(),
                said == null ? null : asked.text(said.at()),
                said == null ? null : said.type(),
                said == null
                        ? null
                        : asked.desk()
                                .workspace()
                                .definitions()
                                .plan()
                                .type(said.type())
                                .title(),
                said == null ? null : said.source());
    }

    private static PersonView person(Asked asked) {
        String identifier = asked.text("identifier");
        Desk desk = asked.desk();
        int customer = desk.customer(identifier);
        return new PersonView(
                asked.sight().name(customer),
                desk.workspace().store().customers().identifiers(customer).stream()
                        .map(asked.sight()::identifier)
                        .toList(),
                desk.privacy().preview(identifier));
    }

    private static void export(Asked asked) {
        String identifier = asked.text("identifier");
        asked.desk().customer(identifier); // refused before anything is written
        asked.request()
                .contentType("application/zip")
                .header("Content-Disposition", "attachment; filename=\"person.zip\"")
                .header("Cache-Control", "no-store");
        try (var out = asked.request().outputStream()) {
            asked.desk().privacy().export(identifier, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ErasureView erase(Asked asked) {
        ErasureToBegin body = asked.body(ErasureToBegin.class);
        return erasure(asked, asked.desk().privacy().erase(body.identifier(), asked.hand(body.who(), body.reason())));
    }

    private static WorkspaceResource.Status purge(Asked asked, Desks desks) {
        Desk desk = asked.desk();
        if (desk.work() != null) {
            throw UserProblem.of(UserProblem.Code.WORK_RUNNING);
        }
        Housekeeping.purge(desk, desks);
        return WorkspaceResource.status(desk);
    }
}
