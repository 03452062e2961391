package org.kapsurvey.api.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.kapsurvey.api.problem.Problems;

/**
 * Who may ask, and what every answer carries. A web page of a stranger, open in the same browser, can reach a service on
 * this machine; it can neither choose the Host header's name (a name of its own that resolves to 127.0.0.1 is refused)
 * nor send JSON from another origin.
 */
public final class Guard {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    /** As many times the largest body are read from a device that sends too much; then the connection is closed. */
    private static final int DISCARDED = 10;

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " style-src 'self'; font-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private Guard() {}

    /**
     * Guards every route.
     *
     * @param reach the hosts that it answers to
     * @param largestBody in bytes; a request that announces more is turned away before its body is waited for
     */
    public static void routes(RoutesConfig routes, Reach reach, long largestBody) {
        routes.before(Guard::headers);
        routes.before(context -> check(context, reach));
        routes.before(context -> {
            if (context.req().getContentLengthLong() > largestBody) {
                throw Problems.BODY_TOO_LARGE.exception();
            }
        });
        routes.beforeMatched(Guard::checkType);
        routes.after(context -> discardRest(context, DISCARDED * largestBody));
    }

    /**
     * Reads what a refused request still sends. A device that is sending when the connection is closed never sees the
     * answer, takes it for a broken network and sends the same again. A body of more than {@code most} bytes is not
     * waited for, nor the rest of one that stopped coming.
     */
    private static void discardRest(Context context, long most) {
        boolean stalled = context.status() == HttpStatus.REQUEST_TIMEOUT;
        if (stalled || context.req().getContentLengthLong() > most) {
            return;
        }
        try {
            context.req().getInputStream().skip(most);
        } catch (IOException e) {
            // The device went away or stalled; there is nobody left to answer.
            return;
        }
    }

    private static void headers(Context context) {
        context.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }

    private static void check(Context context, Reach reach) {
        String host = context.header("Host");
        String scheme = reach.scheme(host);
        if (scheme == null) {
            throw Problems.FOREIGN_HOST.exception();
        }
        if (scheme.equals("https")) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
        // Jetty lets %u0041 pass, an escape of no standard, on which the router would stumble.
        if (BROKEN_ESCAPE.matcher(context.req().getRequestURI()).find()) {
            throw Problems.MALFORMED_REQUEST.exception();
        }
        // Javalin would take the header for the method, past the checks below.
        if (context.header("X-HTTP-Method-Override") != null) {
            throw Problems.MALFORMED_REQUEST.exception();
        }
        if (SAFE.contains(context.req().getMethod())) {
            return;
        }
        String origin = context.header("Origin");
        if (origin != null && !origin.equals(scheme + "://" + host)) {
            throw Problems.FOREIGN_ORIGIN.exception();
        }
        String site = context.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw Problems.FOREIGN_ORIGIN.exception();
        }
    }

    private static void checkType(Context context) {
        String type = context.contentType();
        if (!SAFE.contains(context.req().getMethod())
                && !Bodies.isOf(type, Bodies.JSON)
                && !Bodies.isOf(type, Bodies.SEALED)) {
            throw Problems.WRONG_CONTENT_TYPE.exception();
        }
    }
}
