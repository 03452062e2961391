package org.kapsurvey.questionnaire.interview;

/** What the engine needs of the machine it runs on. */
public interface Host {
    /** The text in Unicode normalisation form C, in which an accented letter is one character where there is one. */
    String nfc(String text);
}
