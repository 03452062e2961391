package org.kapsurvey.api.account;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie that holds a session's token. Its name begins with {@code __Host-}, by which a browser itself sees to it that
 * it came from this very host, is sent to it alone and never in the clear, but to an address of the machine itself. No
 * script reads it, and no page of another site can have it sent.
 */
public final class SessionCookie {
    public static final String NAME = "__Host-kap";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String RULES = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    private SessionCookie() {}

    /** The token that a request brings; empty where it brings none of that form. */
    static Optional<String> token(Context context) {
        return Optional.ofNullable(context.cookie(NAME))
                .filter(token -> TOKEN.matcher(token).matches());
    }

    static void set(Context context, String token, Duration longest) {
        context.res().addHeader("Set-Cookie", NAME + "=" + token + "; Max-Age=" + longest.toSeconds() + RULES);
    }

    static void forget(Context context) {
        context.res().addHeader("Set-Cookie", NAME + "=; Max-Age=0" + RULES);
    }
}
