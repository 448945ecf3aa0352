package dev.limner.server;

import dev.limner.collect.Intake;
import dev.limner.problem.UserProblem;
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

    private LimnerServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /// Starts on the loopback address; port 0 takes any free one.
    ///
    /// @throws UserProblem where the port is taken
    public static LimnerServer start(Desks desks, int port) {
        return start(Routes.all(desks), desks, port);
    }

    /// The same, and takes what clients' libraries send.
    ///
    /// @throws UserProblem where the port is taken
    public static LimnerServer start(Desks desks, Intake intake, InstantSource clock, int port) {
        List<Route> routes = new ArrayList<>(Routes.all(desks));
        routes.addAll(Routes.collecting(intake, clock));
        return start(routes, desks, port);
    }

    private static LimnerServer start(List<Route> routes, Desks desks, int port) {
        Metrics metrics = new Metrics(desks, Clock.systemUTC());
        List<Route> all = new ArrayList<>(routes);
        all.add(metrics.route());
        Javalin javalin = Javalin.create(config -> configure(config, all, desks, metrics));
        try {
            return new LimnerServer(javalin.start("127.0.0.1", port));
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
    }

    private static void configure(JavalinConfig config, List<Route> routes, Desks desks, Metrics metrics) {
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
        config.routes.beforeMatched(Guard::check);
        for (Route route : routes) {
            config.routes.addHttpHandler(
                    route.method(), route.path(), request -> answer(route, desks, request), route.right());
        }
        WebFiles.add(config);
        config.routes.exception(UserProblem.class, (problem, request) -> write(request, ProblemView.of(problem)));
        config.routes.exception(
                CancellationException.class,
                (_, request) -> write(request, ProblemView.of(UserProblem.of(UserProblem.Code.CANCELLED))));
        config.routes.exception(Exception.class, (failure, request) -> {
            LOG.error("{} {} failed", request.method(), declared(request), failure);
            write(request, ProblemView.internal());
        });
    }

    private static void answer(Route route, Desks desks, Context request) {
        Object answer = route.isApart()
                ? route.operation().answer(request)
                : desks.asking(() -> route.operation().answer(request));
        if (answer != null) {
            request.json(answer);
        }
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
