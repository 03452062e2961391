package org.kapsurvey.analysis.sampleplan;

import org.kapsurvey.questionnaire.fault.Place;

/** The stage that draws households from the listing of a cluster, systematically with equal probability. */
public record HouseholdStage(int count, AreaStage.TooFew tooFew, Place place) {}
