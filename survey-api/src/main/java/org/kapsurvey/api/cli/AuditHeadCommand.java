package org.kapsurvey.api.cli;

import org.kapsurvey.api.database.AuditHead;
import org.kapsurvey.api.database.CommandDatabase;
import picocli.CommandLine.Command;

/** {@code ./kap audit head}. */
@Command(
        name = "head",
        description =
                "Prints number, hash and time of the last entry: kept elsewhere, it tells whether the audit was cut off.",
        mixinStandardHelpOptions = true)
final class AuditHeadCommand extends DatabaseCommand {
    @Override
    int run() {
        try (CommandDatabase opened = open()) {
            AuditHead head = AuditHead.now(opened.database())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The audit has no entry in a chain yet: start ./kap serve once."));
            say(head.toString());
            return 0;
        }
    }
}
