/**
 * A made-up province for each plan, a sample of its people, its registered units, and what all of them answer: what {@code ./kap
 * demo} shows and what the tests of the whole chain measure against, because here the true rates are known. Everything follows from a seed; nothing is a real person
 * or place.
 */
@NullMarked
package org.kapsurvey.api.demo;

import org.jspecify.annotations.NullMarked;
