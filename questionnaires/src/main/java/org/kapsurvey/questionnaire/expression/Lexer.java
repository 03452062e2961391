package org.kapsurvey.questionnaire.expression;

import org.kapsurvey.questionnaire.expression.Token.Kind;

/** Cuts an expression into tokens, one at a time. */
final class Lexer {
    private final String text;
    private int index;

    Lexer(String text) {
        this.text = text;
    }

    /** The next token. @throws SyntaxFault if there is none */
    Token next() throws SyntaxFault {
        while (index < text.length() && isBlank(text.charAt(index))) {
            index++;
        }
        int start = index;
        if (start >= text.length()) {
            return new Token(Kind.END, "", text.length());
        }
        char c = text.charAt(start);
        if (c == '$') {
            return reference(start);
        }
        if (c == '\'' || c == '"') {
            return text(start, c);
        }
        if (isDigit(c) || (c == '.' && start + 1 < text.length() && isDigit(text.charAt(start + 1)))) {
            return number(start);
        }
        if (isNameStart(c)) {
            while (index < text.length() && isNamePart(text.charAt(index))) {
                index++;
            }
            return new Token(Kind.NAME, text.substring(start, index), start);
        }
        for (String sign : new String[] {"!=", "<=", ">=", "(", ")", ",", "=", "<", ">", "+", "-", "*", "..", "."}) {
            if (text.startsWith(sign, start)) {
                index += sign.length();
                return new Token(Kind.SIGN, sign, start);
            }
        }
        String found =
                new StringBuilder().appendCodePoint(text.codePointAt(start)).toString();
        throw new SyntaxFault(start, "Unexpected character " + found + ".", remedy(c));
    }

    private static String remedy(char c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u201C', '\u201D', '`' -> "Use straight quotes: 'text'.";
            case '!' -> "Write not(…), or != for unequal.";
            case '/' -> "Write div for division; a question is written ${name}.";
            case '&' -> "Write and.";
            case '|' -> "Write or.";
            case '%' -> "Write mod for the remainder.";
            case '\u2013', '\u2212' -> "Use the hyphen-minus: -.";
            case '\u2260' -> "Write !=.";
            case '\u2264' -> "Write <=.";
            case '\u2265' -> "Write >=.";
            case '\u00A0' -> "This is a no-break space: use a common one.";
            default -> "Remove it, or put text in quotes.";
        };
    }

    private Token reference(int start) throws SyntaxFault {
        int close = text.indexOf('}', start);
        if (start + 1 >= text.length() || text.charAt(start + 1) != '{' || close < 0) {
            throw new SyntaxFault(start, "$ begins a reference that has no end.", "Write ${name}.");
        }
        int from = start + 2;
        int to = close;
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        if (from == to) {
            throw new SyntaxFault(start, "The reference ${} has no name.", "Write ${name}.");
        }
        index = close + 1;
        return new Token(Kind.REFERENCE, text.substring(from, to), start);
    }

    private Token text(int start, char quote) throws SyntaxFault {
        int close = text.indexOf(quote, start + 1);
        if (close < 0) {
            throw new SyntaxFault(
                    start,
                    "The text that begins here has no closing quote.",
                    "Close it with " + String.valueOf(quote) + ".");
        }
        String value = text.substring(start + 1, close);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '\u0300' && c <= '\u036F') {
                throw new SyntaxFault(
                        start + 1 + i,
                        "A text in an expression has an accent apart from its letter.",
                        "Answers are compared in composed form (NFC): type the letter with its accent as one.");
            }
        }
        index = close + 1;
        return new Token(Kind.TEXT, value, start);
    }

    private Token number(int start) throws SyntaxFault {
        boolean point = false;
        while (index < text.length() && (isDigit(text.charAt(index)) || (!point && text.charAt(index) == '.'))) {
            point = point || text.charAt(index) == '.';
            index++;
        }
        if (index < text.length() && (isNameStart(text.charAt(index)) || text.charAt(index) == '.')) {
            throw new SyntaxFault(
                    start,
                    "Not a number: " + text.substring(start, index + 1) + ".",
                    "Write it like 15 or 0.5, with a blank before the next word.");
        }
        return new Token(Kind.NUMBER, text.substring(start, index), start);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '-' || c == ':';
    }
}
