package org.kapsurvey.questionnaire.expression;

/** Ends the parsing of one expression; becomes a fault with a place in {@link ExpressionParser}. */
final class SyntaxFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String message;
    private final String remedy;

    /** @param offset in UTF-16 units */
    SyntaxFault(int offset, String message, String remedy) {
        super(message);
        this.offset = offset;
        this.message = message;
        this.remedy = remedy;
    }

    int offset() {
        return offset;
    }

    String message() {
        return message;
    }

    String remedy() {
        return remedy;
    }
}
