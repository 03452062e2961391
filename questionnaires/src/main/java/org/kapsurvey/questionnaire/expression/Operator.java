package org.kapsurvey.questionnaire.expression;

/** The operators between two operands, weakest first. Operators of one strength group to the left. */
public enum Operator {
    OR("or", 1),
    AND("and", 2),
    EQUAL("=", 3),
    NOT_EQUAL("!=", 3),
    LESS("<", 4),
    LESS_OR_EQUAL("<=", 4),
    GREATER(">", 4),
    GREATER_OR_EQUAL(">=", 4),
    PLUS("+", 5),
    MINUS("-", 5),
    TIMES("*", 6),
    DIVIDE("div", 6),
    MODULO("mod", 6);

    private final String sign;
    private final int strength;

    Operator(String sign, int strength) {
        this.sign = sign;
        this.strength = strength;
    }

    /** As written in an expression. */
    public String sign() {
        return sign;
    }

    /** Whether it is true or false. */
    public boolean isTruth() {
        return strength <= 4;
    }

    /** Whether it asks which of two is the greater. */
    public boolean isOrder() {
        return strength == 4;
    }

    /** Whether it asks if two are alike. */
    public boolean isEquality() {
        return strength == 3;
    }

    /**
     * Whether a comparison holds of two numbers.
     *
     * @throws IllegalArgumentException of an operator that compares nothing
     */
    public boolean holds(double left, double right) {
        return switch (this) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
            default -> throw new IllegalArgumentException(sign + " compares nothing");
        };
    }

    /** The same comparison read from the right. */
    public Operator mirrored() {
        return switch (this) {
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            default -> this;
        };
    }

    /** From 1 (or) to 6 (times); the strengths of XPath 1.0 section 3. */
    public int strength() {
        return strength;
    }
}
