package org.kapsurvey.api.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.account.PasswordRule;
import picocli.CommandLine.Option;

/**
 * Where a command gets a new password from: the console, which doesn't show it, or else the first line of the standard
 * input. Never an argument, which others on the machine can read.
 */
final class NewPassword {
    @Option(names = "--random", description = "Makes a password at random and prints it.")
    private boolean random;

    /** The password; and whether it was made here and must be shown. */
    record Given(String password, boolean made) {}

    /**
     * Asks for it.
     *
     * @throws IllegalArgumentException if none was given or the second time another; the message says what to do
     */
    Given ask() throws IOException {
        if (random) {
            return new Given(PasswordRule.random(), true);
        }
        Console console = terminal();
        if (console == null) {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null || line.isEmpty()) {
                throw new IllegalArgumentException(
                        "The password is read from the console or from the first line of the standard input, and there was"
                                + " none. --random makes one.");
            }
            return new Given(line, false);
        }
        char[] first = console.readPassword("New password (Enter for a random one): ");
        if (first == null) {
            throw new IllegalArgumentException("No password was given.");
        }
        if (first.length == 0) {
            return new Given(PasswordRule.random(), true);
        }
        char[] second = console.readPassword("The same again: ");
        if (!Arrays.equals(first, second)) {
            throw new IllegalArgumentException("The two passwords differ; nothing was changed.");
        }
        return new Given(new String(first), false);
    }

    /** The console that somebody sits at; null where the input comes from a file or another program. */
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable Console terminal() {
        Console console = System.console();
        if (console == null) {
            return null;
        }
        try {
            // From Java 22 on there is a console without anybody at it, and this method, which 17 doesn't know.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console) ? console : null;
        } catch (NoSuchMethodException e) {
            return console;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sentence that shows a password that was made here; empty for another. */
    static String shown(Given given) {
        return given.made() ? " Password: " + given.password() + " – it is shown this once only." : "";
    }
}
