package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.problem.UserProblem;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The built web, from the class path under `/web`. Files under `assets` bear their content's hash in the
/// name and may
/// be kept for
/// ever; every other path is the one page, since the web has addresses of its own.
final class WebFiles {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "json", "application/json",
            "webmanifest", "application/manifest+json");

    private WebFiles() {}

    static void add(JavalinConfig config, Guard guard) {
        for (String path : List.of("/<path>", "/")) {
            config.routes.addHttpHandler(HandlerType.GET, path, request -> {
                guard.admit(Right.PUBLIC, request);
                serve(request);
            });
        }
    }

    private static void serve(Context request) {
        String path = request.path();
        if (path.startsWith("/api/")) {
            throw UserProblem.of(UserProblem.Code.UNKNOWN_PAGE, path);
        }
        int dot = path.lastIndexOf('.');
        @Nullable String mediaType = dot < 0 ? null : MEDIA_TYPES.get(path.substring(dot + 1));
        byte @Nullable [] file = mediaType == null || path.contains("..") ? null : read("/web" + path);
        if (file != null && mediaType != null) {
            request.header(
                    "Cache-Control", path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
            request.contentType(mediaType).result(file);
            return;
        }
        byte @Nullable [] page = path.startsWith("/assets/") ? null : read("/web/index.html");
        if (page == null) {
            throw UserProblem.of(UserProblem.Code.UNKNOWN_PAGE, path);
        }
        request.header("Cache-Control", "no-cache");
        request.contentType("text/html; charset=utf-8").result(page);
    }

    private static byte @Nullable [] read(String resource) {
        try (InputStream file = WebFiles.class.getResourceAsStream(resource)) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
