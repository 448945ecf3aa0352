package dev.limner.server;

import dev.limner.access.Access;
import dev.limner.access.Closed;
import dev.limner.collect.Intake;
import dev.limner.problem.UserProblem;
import dev.limner.server.collect.Body;
import dev.limner.server.collect.Endpoints;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running server: the API's routes, its OpenAPI document, health, and the web's files.
public final class LimnerServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LimnerServer.class);

    /// One line a request, where it is wanted.
    private static final Logger ACCESS = LoggerFactory.getLogger("dev.limner.access");

    private final Javalin javalin;

    private final Access access;

    private LimnerServer(Javalin javalin, Access access) {
        this.javalin = javalin;
        this.access = access;
    }

    /// Starts on the loopback address, open to whoever is on this machine; port 0 takes any free one.
    ///
    /// @throws UserProblem where the port is taken
    public static LimnerServer start(Desks desks, int port) {
        Guard guard = Guard.open();
        return start(Routes.all(desks, guard), desks, guard, port);
    }

    /// The same, and takes what clients' libraries send.
    ///
    /// @throws UserProblem where the port is taken
    public static LimnerServer start(Desks desks, Intake intake, InstantSource clock, int port) {
        return start(desks, intake, clock, new Access.Open(), Site.LOOPBACK, port);
    }

    /// Starts at an address, and lets in whom that access does.
    ///
    /// @throws UserProblem where the port is taken, or others than this machine could reach it though nobody
    /// need log in
    public static LimnerServer start(
            Desks desks, Intake intake, InstantSource clock, Access access, Site site, int port) {
        if (!site.isThisMachine()) {
            switch (access) {
                case Access.Open _ -> throw UserProblem.of(UserProblem.Code.OPEN_TO_OTHERS, site.host());
                case Closed closed
                when !closed.accounts().hasAdministrator() ->
                    throw UserProblem.of(UserProblem.Code.NO_ADMINISTRATOR, site.host());
                case Closed _ -> {}
            }
        }
        Guard guard = new Guard(access, site);
        List<Route> routes = new ArrayList<>(Routes.all(desks, guard));
        routes.addAll(Routes.collecting(intake, clock));
        return start(routes, desks, guard, port);
    }

    private static LimnerServer start(List<Route> routes, Desks desks, Guard guard, int port) {
        Metrics metrics = new Metrics(desks, Clock.systemUTC());
        List<Route> all = new ArrayList<>(routes);
        all.add(metrics.route());
        Javalin javalin = Javalin.create(config -> configure(config, all, desks, guard, metrics));
        try {
            return new LimnerServer(javalin.start(guard.site().host(), port), guard.access());
        } catch (JavalinBindException e) {
            throw UserProblem.of(UserProblem.Code.PORT_TAKEN, Integer.toString(port));
        }
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
        if (access instanceof Closed closed) {
            closed.settle();
        }
    }

    private static void configure(JavalinConfig config, List<Route> routes, Desks desks, Guard guard, Metrics metrics) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jsonMapper(new Json());
        config.http.defaultContentType = Route.JSON;
        config.http.maxRequestSize = Asked.LONGEST_BODY;
        config.jetty.modifyHttpConfiguration(http -> http.setRequestHeaderSize(Endpoints.LONGEST_HEAD));
        config.concurrency.useVirtualThreads = true;
        config.requestLogger.http((request, millis) -> answered(request, millis, metrics));
        config.routes.before(RequestId::begin);
        config.routes.before(LimnerServer::secure);
        Deeds deeds = new Deeds(guard.access());
        for (Route route : routes) {
            config.routes.addHttpHandler(
                    route.method(), route.path(), request -> answer(route, desks, guard, deeds, request));
        }
        config.routes.after(Body::drain);
        WebFiles.add(config, guard);
        config.routes.exception(UserProblem.class, (problem, request) -> write(request, problem));
        config.routes.exception(
                CancellationException.class,
                (_, request) -> write(request, UserProblem.of(UserProblem.Code.CANCELLED)));
        config.routes.exception(Exception.class, (failure, request) -> {
            LOG.error("{} {} failed", request.method(), declared(request), failure);
            write(request, ProblemView.internal());
        });
    }

    private static void answer(Route route, Desks desks, Guard guard, Deeds deeds, Context request) {
        admit(route, guard, deeds, request);
        Object answer;
        try {
            answer = route.isApart()
                    ? route.operation().answer(request)
                    : desks.asking(() -> route.operation().answer(request));
        } catch (RuntimeException failure) {
            deeds.failed(route, request);
            throw failure;
        }
        deeds.done(route, request);
        if (answer != null) {
            request.json(answer);
        }
    }

    private static void admit(Route route, Guard guard, Deeds deeds, Context request) {
        try {
            guard.admit(route.right(), request);
        } catch (UserProblem problem) {
            if (problem.code() == UserProblem.Code.FORBIDDEN) {
                deeds.refused(route, request);
            }
            throw problem;
        }
        if (route.right().isGiven()) {
            request.header("Cache-Control", "no-store");
        }
    }

    private static void write(Context request, UserProblem problem) {
        if (problem.code() == UserProblem.Code.TOO_MANY_REQUESTS) {
            request.header("Retry-After", problem.values().getFirst());
        }
        if (problem.code() == UserProblem.Code.UNAUTHENTICATED) {
            request.header("WWW-Authenticate", "Bearer realm=\"limner\"");
        }
        write(request, ProblemView.of(problem));
    }

    private static void write(Context request, ProblemView problem) {
        request.status(HttpStatus.forStatus(problem.status()));
        request.contentType(ProblemView.MEDIA_TYPE).result(Json.text(problem.of(RequestId.of(request))));
    }

    private static void answered(Context request, float millis, Metrics metrics) {
        metrics.answered(request.method().name(), declared(request), request.statusCode(), millis / 1000.0);
        ACCESS.info("{} {} {} {} ms", request.method(), declared(request), request.statusCode(), Math.round(millis));
        RequestId.end();
    }

    /// The route that a request found, as it is declared: what stands in an address may be personal.
    private static String declared(Context request) {
        Endpoint endpoint = request.endpoints().matchedHttpEndpoint();
        return endpoint == null ? "-" : endpoint.path;
    }

    private static void secure(Context request) {
        request.header("X-Content-Type-Options", "nosniff");
        request.header("X-Frame-Options", "DENY");
        request.header("Referrer-Policy", "same-origin");
        request.header(
                "Content-Security-Policy",
                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'none'");
    }
}
