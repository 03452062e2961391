package org.kapsurvey.api.cli;

import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.seal.SealingKey;
import org.kapsurvey.api.seal.SealingKeyStore;
import picocli.CommandLine.Command;

/** {@code ./kap keys list}. */
@Command(
        name = "list",
        description = "Lists the keys, the newest first: id, when it was made, when it was retired; tab-separated.",
        mixinStandardHelpOptions = true)
final class KeysListCommand extends DatabaseCommand {
    @Override
    int run() {
        try (CommandDatabase opened = open()) {
            for (SealingKey key : new SealingKeyStore(opened.database()).list()) {
                say(key.id() + "\t" + key.madeAt() + "\t"
                        + (key.retiredAt() == null ? "" : key.retiredAt().toString()));
            }
        }
        return 0;
    }
}
