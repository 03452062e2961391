/** Faults in Vietnamese: the sentences that are worded in English where they are found, beside what they say in Vietnamese. */
@NullMarked
package org.kapsurvey.analysis.fault;

import org.jspecify.annotations.NullMarked;
