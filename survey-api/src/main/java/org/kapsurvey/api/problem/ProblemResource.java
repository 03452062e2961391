package org.kapsurvey.api.problem;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failed request with {@code application/problem+json}: code, status, message, details. */
public final class ProblemResource {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemResource.class);

    private ProblemResource() {}

    public static void routes(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, context) -> answer(context, e.problem(), e.details()));
        routes.exception(HttpResponseException.class, ProblemResource::fromJavalin);
        routes.exception(Exception.class, ProblemResource::unexpected);
        // Refused by Javalin or Jetty before any handler of ours ran: no body of ours yet.
        routes.error(HttpStatus.NOT_FOUND, context -> answerOnce(context, Problems.NOT_FOUND));
        routes.error(HttpStatus.METHOD_NOT_ALLOWED, context -> answerOnce(context, Problems.WRONG_METHOD));
        routes.error(HttpStatus.REQUEST_TIMEOUT, context -> answerOnce(context, Problems.BODY_STALLED));
        routes.error(HttpStatus.CONTENT_TOO_LARGE, context -> answerOnce(context, Problems.BODY_TOO_LARGE));
        routes.error(HttpStatus.BAD_REQUEST, context -> answerOnce(context, Problems.MALFORMED_REQUEST));
    }

    public static void answer(Context context, Problems problem, Details details) {
        boolean english = prefersEnglish(context.header("Accept-Language"));
        if (problem.status() == 503) {
            // Spread, so that a hundred tablets that were turned away don't come back in the same second.
            context.header(
                    "Retry-After", Integer.toString(ThreadLocalRandom.current().nextInt(1, 4)));
        }
        if (problem == Problems.LOGIN_THROTTLED) {
            context.header("Retry-After", details.entries().getOrDefault("seconds", "1"));
        }
        context.status(problem.status())
                .contentType("application/problem+json")
                .result(json(problem, details, english).getBytes(StandardCharsets.UTF_8));
        context.header("Content-Language", english ? "en" : "vi");
        context.header("Cache-Control", "no-store");
    }

    /** One problem as JSON, in Vietnamese or English. */
    public static String json(Problems problem, Details details, boolean english) {
        JsonWriter json = new JsonWriter().beginObject();
        json.name("code").value(problem.code());
        json.name("status").value(problem.status());
        json.name("message").value(english ? problem.english() : problem.vietnamese());
        json.name("details").beginObject();
        details.entries().forEach((name, text) -> json.name(name).value(text));
        json.endObject();
        if (details.faults() != null) {
            json.name("faults").raw(details.faults());
        }
        json.endObject();
        return json.toString();
    }

    private static void answerOnce(Context context, Problems problem) {
        if (!"application/problem+json".equals(context.res().getContentType())) {
            answer(context, problem, Details.none());
        }
    }

    private static void fromJavalin(HttpResponseException e, Context context) {
        Problems problem = switch (e.getStatus()) {
            case 404 -> Problems.NOT_FOUND;
            case 405 -> Problems.WRONG_METHOD;
            case 413 -> Problems.BODY_TOO_LARGE;
            case 503 -> Problems.BUSY;
            default -> e.getStatus() < 500 ? Problems.MALFORMED_REQUEST : Problems.UNEXPECTED;
        };
        if (e instanceof ContentTooLargeResponse) {
            problem = Problems.BODY_TOO_LARGE;
        }
        String methods = e.getDetails().get("availableMethods");
        if (problem == Problems.WRONG_METHOD && methods != null) {
            context.header("Allow", methods);
        }
        answer(context, problem, Details.none());
    }

    private static void unexpected(Exception e, Context context) {
        if (e instanceof IOException || e instanceof TimeoutException || isRefused(e)) {
            // Nothing but the request itself is read or written in a handler: its sender went away or broke the rules.
            answer(context, Problems.MALFORMED_REQUEST, Details.none());
            return;
        }
        UUID id = UUID.randomUUID();
        // The type and the places, not the message: a message may quote what was sent.
        LOG.error(
                "Unexpected {} in {} {}, error {}\n{}",
                e.getClass().getName(),
                context.method(),
                route(context),
                id,
                Trace.of(e));
        answer(context, Problems.UNEXPECTED, Details.of("error", id.toString()));
    }

    private static boolean isRefused(Exception e) {
        return e instanceof HttpException refused && refused.getCode() < 500;
    }

    /** The route's pattern, not the address: an address holds ids. */
    private static String route(Context context) {
        return context.endpoints().lastHttpEndpoint() == null
                ? "?"
                : context.endpoints().lastHttpEndpoint().path;
    }

    /** Whether a reader rather has English than Vietnamese; Vietnamese where he does not say. */
    public static boolean prefersEnglish(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return false;
        }
        int english = acceptLanguage.indexOf("en");
        int vietnamese = acceptLanguage.indexOf("vi");
        return english >= 0 && (vietnamese < 0 || english < vietnamese);
    }
}
