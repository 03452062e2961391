/**
 * Surveys of institutions as they were imported: job, register, returns and what they tell, version by version. Whatever is
 * imported is counted by the same code as {@code ./kap institutions}, and its files are kept as that writes them.
 */
@NullMarked
package org.kapsurvey.api.institution;

import org.jspecify.annotations.NullMarked;
