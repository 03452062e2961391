/**
 * Forms as XLSForm workbooks, both ways. A workbook is data from outside: it is read within bounds, and what is wrong with it is
 * told by sheet, row and column. What other tools don't know stands in columns {@code kap::…}, which they ignore.
 */
@NullMarked
package org.kapsurvey.api.xlsform;

import org.jspecify.annotations.NullMarked;
