package org.kapsurvey.api.round;

import java.util.Optional;

/**
 * A round as somebody wants to open it, not checked yet.
 *
 * @param version of the form; the one published last if it is absent
 */
public record RoundOpening(
        String round,
        String plan,
        String form,
        Optional<String> version,
        String titleVi,
        String titleEn,
        int year,
        double planningDesignEffect,
        boolean synthetic) {}
