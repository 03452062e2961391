/** What every page and every answer has in common: static files, security headers, who may ask, JSON text. */
@NullMarked
package org.kapsurvey.api.web;

import org.jspecify.annotations.NullMarked;
