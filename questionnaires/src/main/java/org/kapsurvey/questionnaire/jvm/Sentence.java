package org.kapsurvey.questionnaire.jvm;

import java.util.function.IntFunction;

/** A sentence with places for words: {@code {0}} to {@code {9}}. */
public final class Sentence {
    private Sentence() {}

    /**
     * The sentence with its places filled, in one pass, so that a word that holds {@code {1}} stays what it is. A brace that no
     * digit follows is a brace.
     */
    public static String filled(String sentence, IntFunction<String> words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sentence.length(); i++) {
            char sign = sentence.charAt(i);
            int index = sign == '{' && i + 1 < sentence.length() ? Character.digit(sentence.charAt(i + 1), 10) : -1;
            if (index >= 0) {
                text.append(words.apply(index));
                i += 2;
            } else {
                text.append(sign);
            }
        }
        return text.toString();
    }
}
