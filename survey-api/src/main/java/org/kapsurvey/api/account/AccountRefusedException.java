package org.kapsurvey.api.account;

import java.util.List;
import java.util.stream.Collectors;

/** An account that is not taken as it was asked for, with all that is wrong with it. The message has one line for each. */
public final class AccountRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    /**
     * One thing that is wrong.
     *
     * @param field {@code login}, {@code name}, {@code role}, {@code areas} or {@code password}
     */
    public record Refusal(String field, String message, String remedy) {
        private String line() {
            return remedy.isEmpty() ? message : message + " " + remedy;
        }
    }

    AccountRefusedException(List<Refusal> refusals) {
        super(refusals.stream().map(Refusal::line).collect(Collectors.joining(System.lineSeparator())));
        this.refusals = List.copyOf(refusals);
    }

    /** What is wrong; at least one. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
