package org.kapsurvey.api.problem;

import org.jspecify.annotations.Nullable;

/** Ends a request with a problem of the catalogue. */
public final class ProblemException extends RuntimeException {
    private final Problems problem;
    private final transient Details details;

    ProblemException(Problems problem, Details details, @Nullable Throwable cause) {
        super(problem.code() + " " + problem.english(), cause);
        this.problem = problem;
        this.details = details;
    }

    public Problems problem() {
        return problem;
    }

    public Details details() {
        return details;
    }
}
