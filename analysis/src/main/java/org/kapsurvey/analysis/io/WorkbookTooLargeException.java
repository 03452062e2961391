package org.kapsurvey.analysis.io;

import java.io.IOException;

/** A workbook unpacks to more than its reader allows. */
public final class WorkbookTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    WorkbookTooLargeException() {
        super("the workbook unpacks to more than is allowed");
    }
}
