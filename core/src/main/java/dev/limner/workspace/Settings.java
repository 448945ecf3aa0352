package dev.limner.workspace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `limner.yaml` says of a workspace.
///
/// @param zone the zone of its days and hours, such as `Asia/Shanghai`
/// @param currency the currency of all its amounts, ISO 4217
/// @param clock `real`, or the local date at whose beginning its time stands still
/// @param store the folder of its store, relative to the workspace
/// @param simulated whether its data are made up
/// @param rawRows how long and how much of the rows as they were read is kept; none where left out
public record Settings(
        String id,
        Words title,
        @Nullable Words credit,
        String zone,
        String currency,
        WorkspaceClock clock,
        String store,
        boolean simulated,
        @Nullable RawRows rawRows) {
    public Settings {
        if (id == null || title == null || zone == null || currency == null || clock == null || store == null) {
            throw new UserProblem(
                    UserProblem.Code.BAD_DEFINITION,
                    "limner.yaml",
                    List.of("id, title, zone, currency, clock and store must all be there"));
        }
        zoneId(zone);
    }

    public ZoneId zoneId() {
        return zoneId(zone);
    }

    /// The instant that "now" means in this workspace.
    public Instant now(Clock machine) {
        LocalDate fixed = clock.fixed();
        return fixed == null ? machine.instant() : fixed.atStartOfDay(zoneId()).toInstant();
    }

    private static ZoneId zoneId(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw UserProblem.of(UserProblem.Code.UNKNOWN_ZONE, name);
        }
    }

    /// The bounds of raw rows that are kept beside the store.
    ///
    /// @param days after their import
    /// @param megabytes of all of them, packed
    public record RawRows(int days, int megabytes) {
        public RawRows {
            if (days < 1 || megabytes < 1) {
                throw new UserProblem(
                        UserProblem.Code.BAD_DEFINITION,
                        "limner.yaml",
                        List.of("raw_rows: days and megabytes must be at least 1"));
            }
        }
    }

    /// A clock that runs, or stands still at the beginning of a local date.
    public record WorkspaceClock(@Nullable LocalDate fixed) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static WorkspaceClock parse(String text) {
            try {
                return new WorkspaceClock(text.equals("real") ? null : LocalDate.parse(text));
            } catch (DateTimeParseException e) {
                throw UserProblem.of(UserProblem.Code.BAD_DATE, text);
            }
        }

        @JsonValue
        public String text() {
            return fixed == null ? "real" : fixed.toString();
        }
    }
}
