package org.kapsurvey.questionnaire.definition;

/**
 * The numbers that a question of type range takes: start, start + step and so on, up to end.
 *
 * @param step above 0
 */
public record Range(double start, double end, double step) {
    /** Steps are compared with this much tolerance, as 0.1 and its multiples are no exact doubles. */
    private static final double NEAR = 1e-6;

    /** How many steps lie between start and end. */
    public int steps() {
        return (int) Math.floor((end - start) / step + NEAR);
    }

    public boolean contains(double number) {
        double steps = (number - start) / step;
        double off = steps - Math.floor(steps);
        return number >= start && number <= end && (off < NEAR || off > 1 - NEAR);
    }
}
