package org.kapsurvey.api.problem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what Jetty refuses before any route is looked for, in the same words and without Jetty's own page. */
public final class JettyProblems extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        Problems problem = problem(code);
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("Content-Security-Policy", "default-src 'none'");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (problem.status() == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "2");
        }
        String json = ProblemResource.json(problem, Details.none(), false);
        response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
    }

    private static Problems problem(int code) {
        return switch (code) {
            case 404 -> Problems.NOT_FOUND;
            case 405, 501 -> Problems.WRONG_METHOD;
            case 408 -> Problems.BODY_STALLED;
            case 413 -> Problems.BODY_TOO_LARGE;
            case 503 -> Problems.BUSY;
            case 500 -> Problems.UNEXPECTED;
            default -> Problems.MALFORMED_REQUEST;
        };
    }
}
