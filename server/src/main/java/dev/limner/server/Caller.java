package dev.limner.server;

import dev.limner.access.Principal;
import dev.limner.access.Right;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who sent a request, as the guard found out.
///
/// @param again who it is by now: nobody once the session is over
record Caller(Principal principal, Supplier<Principal> again) {
    private static final String CALLER = "limner.caller";
    private static final String OBJECT = "limner.object";

    static Caller of(Context request) {
        return Objects.requireNonNull(request.attribute(CALLER), "a request that the guard let pass");
    }

    void isOf(Context request) {
        request.attribute(CALLER, this);
    }

    boolean may(Right right) {
        return principal.may(right);
    }

    /// Whether the caller may still do what he could when he came.
    boolean stillMay(Right right) {
        return again.get().may(right);
    }

    /// Under whose name a deed is recorded: that of the caller, or what was said where nobody logs in.
    static String name(Context request, @Nullable String said) {
        Principal principal = of(request).principal();
        return principal.kind() == Principal.Kind.ANYBODY ? said == null ? "" : said : principal.name();
    }

    /// Says what a deed was done to, in words that name nobody.
    static void about(Context request, String object) {
        request.attribute(OBJECT, object);
    }

    static @Nullable String object(Context request) {
        return request.attribute(OBJECT);
    }
}
