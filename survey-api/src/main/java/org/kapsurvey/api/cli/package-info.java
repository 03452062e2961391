/** The command line: one class a command, each a thin rim around the module that does the work. */
@NullMarked
package org.kapsurvey.api.cli;

import org.jspecify.annotations.NullMarked;
