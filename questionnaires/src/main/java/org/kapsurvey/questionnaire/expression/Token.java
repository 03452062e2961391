package org.kapsurvey.questionnaire.expression;

/**
 * @param text of a name, number, text or reference its value; of a sign the sign
 * @param offset of its first character in UTF-16 units
 */
record Token(Kind kind, String text, int offset) {
    enum Kind {
        NUMBER,
        TEXT,
        REFERENCE,
        NAME,
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }
}
