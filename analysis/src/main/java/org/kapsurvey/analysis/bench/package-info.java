/**
 * How long the work of a large survey takes: data made from a seed, the product's own reading, deriving and estimating
 * run on it in a cold process, and R on the same file.
 */
@NullMarked
package org.kapsurvey.analysis.bench;

import org.jspecify.annotations.NullMarked;
