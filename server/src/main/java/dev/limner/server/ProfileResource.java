package dev.limner.server;

import dev.limner.identity.Customers.Identifier;
import dev.limner.portrait.Column;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is known of customers right now, for other programs: from memory where the workspace collects.
final class ProfileResource {
    private static final int MOST = 1000;

    private ProfileResource() {}

    /// @param tags values by tag, as the list of tags describes them; those without a value are left out
    /// @param segments the live segments that the customer is in
    record CustomerProfile(
            String id, List<Identifier> identifiers, String asOf, Map<String, String> tags, List<String> segments) {}

    /// @param unknown those of the identifiers asked for that nobody has
    record ProfileList(List<CustomerProfile> profiles, List<String> unknown) {}

    record ProfileQuestion(List<String> ids) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                                Routes.WORKSPACE + "/profiles/{id}",
                                "Tags and segments of one customer right now, by any identifier.",
                                List.of(),
                                CustomerProfile.class,
                                request -> {
                                    Asked asked = Asked.of(request, desks);
                                    return profile(asked, PortraitResource.customer(asked));
                                })
                        .recorded(),
                Route.post(
                                Routes.WORKSPACE + "/profiles",
                                "The same for several customers.",
                                List.of(),
                                ProfileQuestion.class,
                                ProfileList.class,
                                request -> profiles(Asked.of(request, desks)))
                        .recorded());
    }

    private static CustomerProfile profile(Asked asked, int customer) {
        Desk desk = asked.desk();
        Profile profile = desk.profile(customer);
        Sight sight = asked.sight();
        Map<String, String> tags = new LinkedHashMap<>();
        if (profile.alone().customers().contains(0)) {
            for (Column column : profile.alone().columns()) {
                String value = sight.of(column.tag(), column.text(0));
                if (value != null) {
                    tags.put(column.tag().name(), value);
                }
            }
        }
        return new CustomerProfile(
                sight.name(customer),
                sight.identifiers(profile.identifiers()),
                asked.text(profile.asOf().instant()),
                tags,
                profile.segments());
    }

    private static ProfileList profiles(Asked asked) {
        List<String> ids = asked.body(ProfileQuestion.class).ids();
        if (ids == null || ids.size() > MOST) {
            throw UserProblem.of(
                    Code.BAD_PARAMETER, "ids", ids == null ? "" : Integer.toString(ids.size()), "1 to " + MOST);
        }
        List<CustomerProfile> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String id : ids) {
            Integer customer = asked.desk().workspace().store().customers().find(id);
            if (customer == null) {
                unknown.add(id);
            } else {
                found.add(profile(asked, customer));
            }
        }
        return new ProfileList(found, unknown);
    }
}
