package org.kapsurvey.api.cli;

import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.seal.SealingKeyStore;
import picocli.CommandLine.Command;

/** {@code ./kap keys rotate}. */
@Command(
        name = "rotate",
        description = "Makes a new key and retires the one in use, which still opens what was sealed for it.",
        mixinStandardHelpOptions = true)
final class KeysRotateCommand extends DatabaseCommand {
    @Override
    int run() {
        try (CommandDatabase opened = open()) {
            String made = new SealingKeyStore(opened.database()).rotate();
            say("Devices seal for key " + made
                    + " from their next visit on. The keys before it still open what they have.");
        }
        return 0;
    }
}
