package org.kapsurvey.api.problem;

/** Where an exception came from, without its message, which may quote an answer. */
public final class Trace {
    private Trace() {}

    public static String of(Throwable thrown) {
        StringBuilder trace = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            trace.append("  ").append(t.getClass().getName()).append('\n');
            for (StackTraceElement place : t.getStackTrace()) {
                trace.append("    at ").append(place).append('\n');
            }
        }
        return trace.toString();
    }
}
