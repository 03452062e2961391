package org.kapsurvey.questionnaire.fault;

import java.util.ArrayList;
import java.util.List;

/** A file was refused. The message is one line for each fault. */
public final class FaultsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public FaultsException(List<Fault> faults) {
        super(lines(faults));
        this.faults = new ArrayList<>(faults);
    }

    /** At least one fault, in the order of the file. */
    public List<Fault> faults() {
        return new ArrayList<>(faults);
    }

    private static String lines(List<Fault> faults) {
        StringBuilder text = new StringBuilder();
        for (Fault fault : faults) {
            if (text.length() > 0) {
                text.append('\n');
            }
            text.append(fault.toString());
        }
        return text.toString();
    }
}
