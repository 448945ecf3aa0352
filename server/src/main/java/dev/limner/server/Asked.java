package dev.limner.server;

import dev.limner.portrait.Moment;
import dev.limner.problem.UserProblem;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Identities.Hand;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What every request says in the same way: whose workspace, as of when, of which population.
record Asked(
        Context request, Desk desk, Moment moment, @Nullable String population) {
    /// In bytes, which is what the web server refuses to read more of.
    static final int LONGEST_BODY = 1_000_000;
    static final Route.Parameter AS_OF =
            Route.one("asOf", "A local date (its beginning) or an instant; the workspace's now where left out.");
    static final Route.Parameter POPULATION =
            Route.one("population", "The id of a segment, such as lifecycle:active; everybody where left out.");

    static Asked of(Context request, Desks desks) {
        Desk desk = desks.desk(request.pathParam("workspace"));
        String population = request.queryParam("population");
        return new Asked(
                request,
                desk,
                desk.moment(request.queryParam("asOf")),
                population == null || population.isBlank() ? null : population);
    }

    /// Who decides by hand, and why: whoever has logged in, or what was said where nobody does.
    Hand hand(@Nullable String who, @Nullable String why) {
        return new Hand(Caller.name(request, who), why == null ? "" : why);
    }

    /// An instant as the API writes it: ISO 8601 with the offset of the workspace's zone.
    String text(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone()));
    }

    @Nullable
    String textOrNull(@Nullable Instant instant) {
        return instant == null ? null : text(instant);
    }

    /// What the caller sees of people.
    Sight sight() {
        return Sight.of(Caller.of(request), desk);
    }

    ZoneId zone() {
        return desk.workspace().settings().zoneId();
    }

    /// One of an enum's constants, by its name in lower case.
    <E extends Enum<E>> E oneOf(String parameter, Class<E> constants, E otherwise) {
        E said = oneOf(request, parameter, constants);
        return said == null ? otherwise : said;
    }

    /// The same where there is no workspace; null where left out.
    static <E extends Enum<E>> @Nullable E oneOf(Context request, String parameter, Class<E> constants) {
        String text = request.queryParam(parameter);
        if (text == null || text.isBlank()) {
            return null;
        }
        List<E> all = Arrays.asList(constants.getEnumConstants());
        return all.stream()
                .filter(constant -> Json.name(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> UserProblem.of(
                        UserProblem.Code.BAD_PARAMETER,
                        parameter,
                        text,
                        all.stream().map(Json::name).collect(Collectors.joining(", "))));
    }

    @Nullable
    LocalDate date(String parameter) {
        String text = request.queryParam(parameter);
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw UserProblem.of(UserProblem.Code.BAD_DATE, text);
        }
    }

    /// A whole number from `least` to `most`.
    int whole(String parameter, int least, int most, int otherwise) {
        return whole(request, parameter, least, most, otherwise);
    }

    /// The same where there is no workspace.
    static int whole(Context request, String parameter, int least, int most, int otherwise) {
        String text = request.queryParam(parameter);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number out of bounds
        }
        throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, parameter, text, least + " to " + most);
    }

    /// The record that the request's body is.
    ///
    /// @throws UserProblem where it is none
    <T> T body(Class<T> record) {
        return body(request, record);
    }

    /// The same where there is no workspace.
    static <T> T body(Context request, Class<T> record) {
        try {
            if (request.contentLength() <= LONGEST_BODY) {
                return Json.read(request.body(), record);
            }
        } catch (ContentTooLargeResponse e) {
            // told below, as where the length was said before
        }
        throw UserProblem.of(UserProblem.Code.TOO_LONG, "body", Integer.toString(LONGEST_BODY));
    }

    /// A text parameter, empty where left out.
    String text(String parameter) {
        return text(request, parameter);
    }

    /// The same where there is no workspace.
    static String text(Context request, String parameter) {
        String text = request.queryParam(parameter);
        return text == null ? "" : text;
    }
}
