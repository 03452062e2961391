package org.kapsurvey.analysis.job;

import java.nio.charset.StandardCharsets;
import org.kapsurvey.analysis.hash.ContentHash;
import org.kapsurvey.questionnaire.fault.Place;

/** The text of a job, and its hash as {@code run.json} holds it. */
public final class JobText {
    private JobText() {}

    /** SHA-256 of a job on files: of its bytes. */
    public static String hash(byte[] job) {
        return ContentHash.of(job);
    }

    /**
     * SHA-256 of a job on a round: of the same job on the exported table, which is the job with another {@code data}, and with the
     * replicates of the round's weights if it takes them. So the two have one hash, and who has the export and the job can find it
     * again.
     *
     * @param job as it was read from the text
     */
    public static String hash(String text, AnalysisJob job, StoredRound stored) {
        int begin = offset(text, job.data().round().orElseThrow().place());
        String onFile = text.substring(0, begin) + stored.dataOnFiles(job) + text.substring(endOfObject(text, begin));
        return hash(onFile.getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String text, Place place) {
        int at = text.startsWith("\uFEFF") ? 1 : 0;
        for (int line = 1; line < place.line(); line++) {
            at = text.indexOf('\n', at) + 1;
        }
        return text.offsetByCodePoints(at, place.column() - 1);
    }

    /** Behind the brace that closes the object; braces inside texts don't count. */
    private static int endOfObject(String json, int begin) {
        int depth = 0;
        boolean inText = false;
        for (int i = begin; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inText && c == '\\') {
                i++;
            } else if (c == '"') {
                inText = !inText;
            } else if (!inText && c == '{') {
                depth++;
            } else if (!inText && c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("No object begins there");
    }
}
