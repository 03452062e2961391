package org.kapsurvey.analysis.inference;

/**
 * A confidence interval; both limits are NaN where the method defines none.
 *
 * @param level its confidence, between 0 and 1
 */
public record Interval(ProportionInterval method, double level, double lower, double upper) {}
