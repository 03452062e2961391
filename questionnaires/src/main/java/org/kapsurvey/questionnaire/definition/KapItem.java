package org.kapsurvey.questionnaire.definition;

import java.util.List;

/**
 * What a question contributes to a measurement, so that scoring is data.
 *
 * @param scale the scale or sub-scale it belongs to; empty if none
 * @param right the codes that count as right; empty if nothing is right or wrong
 * @param reverse whether agreement means the opposite of what the scale measures
 */
public record KapItem(KapComponent component, String scale, List<String> right, boolean reverse) {}
