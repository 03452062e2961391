package org.kapsurvey.api.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.api.database.AuditCheck;
import org.kapsurvey.api.database.AuditHead;
import org.kapsurvey.api.database.AuditKey;
import org.kapsurvey.api.database.CommandDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./kap audit verify}. */
@Command(
        name = "verify",
        description =
                "Walks the audit and names the first entry that is not as it was written. Exit code 1 where there is one.",
        mixinStandardHelpOptions = true)
final class AuditVerifyCommand extends DatabaseCommand {
    private static final int BROKEN = 1;
    private static final int NO_KEY = 2;

    @Option(
            names = "--head",
            paramLabel = "FILE|HASH",
            description =
                    "What ./kap audit head printed earlier, or the file audit-heads: finds what was cut off since. May be"
                            + " given several times.")
    private List<String> heads = List.of();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Another file of a key that entries are sealed with, besides that of the data folder; may be given"
                            + " several times.")
    private List<Path> keys = List.of();

    @Override
    int run() throws Exception {
        List<AuditHead> kept = new ArrayList<>();
        for (String head : heads) {
            kept.addAll(AuditHead.kept(head));
        }
        List<AuditKey> known = new ArrayList<>(keys.stream().map(AuditKey::of).toList());
        Path own = data().resolve(AuditKey.FILE);
        try (CommandDatabase opened = open()) {
            if (Files.exists(own)) {
                known.add(AuditKey.of(own));
            }
            AuditCheck check = AuditCheck.of(opened.address(), known, kept);
            AuditCheck.Fault fault = check.fault();
            if (fault != null) {
                error().println(fault);
                error().flush();
                return fault.kind() == AuditCheck.Kind.NO_KEY ? NO_KEY : BROKEN;
            }
            say("The audit is whole: " + check.sealed() + " entries in a chain"
                    + (check.unsealed() == 0
                            ? ""
                            : ", and " + check.unsealed() + " from before it as they were when it began")
                    + (kept.isEmpty() ? "." : "; " + kept.size() + " heads kept elsewhere are in it."));
            return 0;
        }
    }
}
