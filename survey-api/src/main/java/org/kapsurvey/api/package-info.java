/** The service: its routes ({@link org.kapsurvey.api.App}) and its life ({@link org.kapsurvey.api.Service}). */
@NullMarked
package org.kapsurvey.api;

import org.jspecify.annotations.NullMarked;
