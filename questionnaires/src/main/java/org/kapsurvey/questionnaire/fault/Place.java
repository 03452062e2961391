package org.kapsurvey.questionnaire.fault;

/**
 * A place in a file.
 *
 * @param file path as the author named it; empty if the text came from no file
 * @param line from 1; 0 for a fault of the whole file
 * @param column in Unicode code points, from 1
 */
public record Place(String file, int line, int column) {
    /** The place of a fault that belongs to the whole file, such as a file that can't be read. */
    public static Place ofFile(String file) {
        return new Place(file, 0, 0);
    }

    /** The place so many code points further on the same line. */
    public Place plus(int codePoints) {
        return new Place(file, line, column + codePoints);
    }

    /** {@code forms/x.json:12:5}; without a file {@code 12:5}; without a line the file alone. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        String position = String.valueOf(line) + ":" + String.valueOf(column);
        return file.isEmpty() ? position : file + ":" + position;
    }
}
