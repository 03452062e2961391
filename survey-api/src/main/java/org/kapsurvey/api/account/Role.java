package org.kapsurvey.api.account;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody does in a survey. */
public enum Role {
    SURVEYOR("Điều tra viên", "Surveyor"),
    SUPERVISOR("Giám sát viên", "Supervisor"),
    STATISTICIAN("Cán bộ thống kê", "Statistician"),
    MANAGER("Lãnh đạo", "Manager"),
    ADMINISTRATOR("Quản trị viên", "Administrator");

    /** The texts of all roles. */
    public static final List<String> TEXTS = Stream.of(values()).map(Role::text).toList();

    private final String vietnamese;
    private final String english;

    Role(String vietnamese, String english) {
        this.vietnamese = vietnamese;
        this.english = english;
    }

    /** For instance {@code surveyor}, as in the database and the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that text; empty where there is none. */
    public static Optional<Role> of(String text) {
        return Stream.of(values()).filter(role -> role.text().equals(text)).findFirst();
    }

    /** The name that people read: Vietnamese unless the language is {@code en}. */
    public String title(String language) {
        return language.equals("en") ? english : vietnamese;
    }

    /** Who has no area given sees all of them; others see none. */
    public boolean mayHaveNoArea() {
        return this != SURVEYOR && this != SUPERVISOR;
    }

    /** How many characters a password must have: an administrator's opens everything. */
    public int leastPassword() {
        return this == ADMINISTRATOR ? 15 : 12;
    }

    /** How long a session lasts at most. A surveyor is without a network for days and must still be able to send. */
    public Duration longestSession() {
        return this == SURVEYOR ? Duration.ofDays(14) : Duration.ofHours(12);
    }

    /** How long a session lasts without a request; null where that ends none. */
    public @Nullable Duration longestIdle() {
        return this == SURVEYOR ? null : Duration.ofMinutes(30);
    }
}
