package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.collect.Intake;
import dev.limner.server.collect.Endpoints;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Every route of the API, in the order of its document.
final class Routes {
    /// Where all that concerns one workspace lies.
    static final String WORKSPACE = "/api/v1/workspaces/{workspace}";

    private Routes() {}

    static List<Route> all(Desks desks, Guard guard) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(SessionResource.routes(guard));
        routes.addAll(AccountResource.routes(guard));
        routes.addAll(WorkspaceResource.routes(desks));
        routes.addAll(OverviewResource.routes(desks));
        routes.addAll(TagResource.routes(desks));
        routes.addAll(CustomerResource.routes(desks));
        routes.addAll(PortraitResource.routes(desks));
        routes.addAll(TraitResource.routes(desks));
        routes.addAll(GroupResource.routes(desks));
        routes.addAll(EventResource.routes(desks));
        routes.addAll(ModelResource.routes(desks));
        routes.addAll(ProspectResource.routes(desks));
        routes.addAll(ClusterResource.routes(desks));
        routes.addAll(TreeResource.routes(desks));
        routes.addAll(RfmResource.routes(desks));
        routes.addAll(SegmentResource.routes(desks));
        routes.addAll(RuleResource.routes(desks));
        routes.addAll(DefinitionResource.routes(desks));
        routes.addAll(WhyResource.routes(desks));
        routes.addAll(LanguageResource.routes(desks));
        routes.addAll(SourceResource.routes(desks));
        routes.addAll(DraftResource.routes(desks));
        routes.addAll(IdentityResource.routes(desks));
        routes.addAll(MatchResource.routes(desks));
        routes.addAll(QualityResource.routes(desks));
        routes.addAll(LiveResource.routes(desks));
        routes.addAll(ProfileResource.routes(desks));
        routes.addAll(PrivacyResource.routes(desks));
        routes.addAll(BackupResource.routes(desks, Clock.systemUTC()));
        Map<String, Object> document = OpenApi.document(routes);
        routes.add(new Route(
                HandlerType.GET,
                "/api/v1/openapi.json",
                Right.PUBLIC,
                "The OpenAPI document of all routes but this one.",
                List.of(),
                null,
                null,
                Route.JSON,
                _ -> document));
        routes.addAll(HealthResource.routes(desks, Clock.systemUTC()));
        return routes;
    }

    /// The addresses that clients' libraries send to, which no page of our own calls.
    static List<Route> collecting(Intake intake, InstantSource clock) {
        return Endpoints.all(intake, clock).stream()
                .map(endpoint -> new Route(
                        endpoint.method(),
                        endpoint.path(),
                        Right.COLLECT,
                        endpoint.summary(),
                        List.of(),
                        null,
                        null,
                        Route.JSON,
                        request -> {
                            try {
                                endpoint.act().on(request);
                            } catch (IOException e) {
                                // The client went away; nobody reads the answer.
                                request.status(400);
                            }
                            return null;
                        }))
                .toList();
    }
}
