package dev.limner.privacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limner.event.TrackingPlan;
import dev.limner.language.Purposes;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a workspace promises: the file `privacy.yaml`. Without the file any purpose may be named and is
/// opt-in, all is kept, and bytes of people who are erased go within thirty days.
///
/// @param keepQuarantine how long rows that were set aside are kept, from their load on; without end
/// where left out
/// @param keepIntents how long it is kept what triggers did
/// @param eraseWithin until when nothing of a person who is erased may be on the disk
public record PrivacyRules(
        List<Purpose> purposes,
        List<DataClass> retention,
        @Nullable Keep keepQuarantine,
        @Nullable Keep keepIntents,
        Keep eraseWithin) {
    public static final PrivacyRules NONE = new PrivacyRules(null, null, null, null, null);

    /// @throws UserProblem where a name comes twice
    public PrivacyRules(
            @Nullable List<Purpose> purposes,
            @Nullable List<DataClass> retention,
            @Nullable Keep keepQuarantine,
            @Nullable Keep keepIntents,
            @Nullable Keep eraseWithin) {
        this.purposes = purposes == null ? List.of() : List.copyOf(purposes);
        this.retention = retention == null ? List.of() : List.copyOf(retention);
        this.keepQuarantine = keepQuarantine;
        this.keepIntents = keepIntents;
        this.eraseWithin = eraseWithin == null ? new Keep(30, true) : eraseWithin;
        once(this.purposes.stream().map(Purpose::purpose).toList());
        once(this.retention.stream().map(DataClass::name).toList());
        this.purposes.forEach(purpose ->
                once(purpose.byChannel().stream().map(Purpose.Channel::channel).toList()));
    }

    private static void once(List<String> names) {
        Set<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw UserProblem.of(Code.BAD_DEFINITION, "(" + name + ") comes twice");
        });
    }

    /// Whether silence is a yes.
    public enum Silence {
        @JsonProperty("opt_in")
        OPT_IN,
        @JsonProperty("opt_out")
        OPT_OUT
    }

    /// What data may be used for.
    ///
    /// @param silence `default` in the file
    /// @param channels by which people are spoken to; where some are given, no others may be named
    public record Purpose(
            String purpose,
            Words title,
            @JsonProperty("default") Silence silence,
            @Nullable List<Channel> channels) {
        /// A channel; its default is the purpose's where it gives none.
        public record Channel(
                String channel,
                Words title,
                @JsonProperty("default") @Nullable Silence silence) {}

        public List<Channel> byChannel() {
            return channels == null ? List.of() : channels;
        }

        private Purposes.Purpose meaning() {
            Map<String, Boolean> by = new LinkedHashMap<>();
            byChannel()
                    .forEach(channel -> by.put(
                            channel.channel(),
                            (channel.silence() == null ? silence : channel.silence()) == Silence.OPT_OUT));
            return new Purposes.Purpose(silence == Silence.OPT_OUT, by);
        }
    }

    /// The purposes as the language asks for them.
    public Purposes meaning() {
        Map<String, Purposes.Purpose> byName = new LinkedHashMap<>();
        purposes.forEach(purpose -> byName.put(purpose.purpose(), purpose.meaning()));
        return new Purposes(byName);
    }

    /// Refuses rules that do not go with the rest of a workspace.
    ///
    /// @throws UserProblem where a class names an event type, a source or a property that there is not
    public PrivacyRules checked(TrackingPlan plan, Set<String> sources) {
        retention.forEach(each -> each.check(plan, sources));
        return this;
    }

    static void known(Code code, List<String> values, String name, Collection<String> all) {
        if (!all.contains(name)) {
            List<String> told = new ArrayList<>(values);
            told.addAll(Nearest.to(name, all));
            throw new UserProblem(code, "privacy.yaml", told);
        }
    }
}
