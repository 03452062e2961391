package org.kapsurvey.api.account;

import java.util.List;
import java.util.UUID;

/**
 * Somebody who may log in.
 *
 * @param loginName short, small letters; for instance {@code lan.nt}
 * @param areas codes of provinces (2 digits) or communes (5 digits); none for everything
 * @param disabled whether he may not log in any more
 */
public record Account(UUID id, String loginName, String displayName, Role role, List<String> areas, boolean disabled) {
    public Account {
        areas = List.copyOf(areas);
    }
}
