package org.kapsurvey.api.cli;

import picocli.CommandLine.Option;

/** The option of commands that print in either language. */
final class PrintedLanguage {
    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description = "en or vi: the language of what is printed. Default: ${DEFAULT-VALUE}.")
    private String code = "en";

    /** @throws IllegalArgumentException if another language was asked for */
    void check() {
        if (!code.equals("en") && !code.equals("vi")) {
            throw new IllegalArgumentException("--language must be en or vi, found \"" + code + "\".");
        }
    }

    boolean isVietnamese() {
        return code.equals("vi");
    }

    /** {@code en} or {@code vi}. */
    String code() {
        return code;
    }
}
