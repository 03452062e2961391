/**
 * Estimators, each a class of its own with its value, its gradient, its formula and source, and the estimates that they
 * give. An estimator knows calculus; the design variance knows the design.
 */
@NullMarked
package org.kapsurvey.analysis.estimate;

import org.jspecify.annotations.NullMarked;
