package org.kapsurvey.questionnaire.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a question has no answer. */
public enum MissingCode {
    DONT_KNOW("dk", "Không biết", "Don't know"),
    REFUSED("refused", "Không muốn trả lời", "Prefer not to answer"),
    NOT_APPLICABLE("not_applicable", "Không áp dụng", "Not applicable"),
    /** The form's logic did not ask it. */
    NOT_ASKED("not_asked", "Không hỏi", "Not asked"),
    /** It was asked, and there is neither an answer nor a reason. */
    NOT_ANSWERED("not_answered", "Chưa trả lời", "Not answered");

    private final String code;
    private final String vietnamese;
    private final String english;

    MissingCode(String code, String vietnamese, String english) {
        this.code = code;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public String code() {
        return code;
    }

    /** The words for it: Vietnamese for {@code vi}, English for any other language. */
    public String label(String language) {
        return language.equals("vi") ? vietnamese : english;
    }

    /** Whether a question may offer it as an answer. */
    public boolean isOffered() {
        return this == DONT_KNOW || this == REFUSED || this == NOT_APPLICABLE;
    }

    /** The codes that a question may list under {@code missing}. */
    public static List<String> offered() {
        return List.of(DONT_KNOW.code, REFUSED.code, NOT_APPLICABLE.code);
    }

    /** The missing code of a word; null if there is none. */
    public static @Nullable MissingCode of(String code) {
        for (MissingCode missing : values()) {
            if (missing.code.equals(code)) {
                return missing;
            }
        }
        return null;
    }
}
