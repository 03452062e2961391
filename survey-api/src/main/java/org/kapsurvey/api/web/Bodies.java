package org.kapsurvey.api.web;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.frame.Finding;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Characters;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;

/** Reads the body of a request. */
public final class Bodies {
    static final String JSON = "application/json";

    /** The media type of sealed interviews, which are JSON too; no form of another site can send it either. */
    public static final String SEALED = "application/vnd.kap.sealed+json";

    private Bodies() {}

    /** Whether a {@code Content-Type} is of that media type, whatever its parameters. */
    public static boolean isOf(@Nullable String type, String media) {
        if (type == null) {
            return false;
        }
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().equalsIgnoreCase(media);
    }

    /** The bytes as sent; problem 413.1 above the limit of the service, 415.1 where they are compressed. */
    public static byte[] bytes(Context context) {
        String encoding = context.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problems.WRONG_CONTENT_TYPE.exception(Details.of("contentEncoding", "must be absent"));
        }
        return context.bodyAsBytes();
    }

    /** Bytes as text; null where they are no UTF-8. */
    public static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /**
     * The members of the one JSON object that the body is; the problems 400.1 and 400.6. Texts that can't be kept are among the
     * faults.
     */
    public static JsonFields fields(Context context, Faults faults) {
        String text = text(bytes(context));
        if (text == null) {
            throw Problems.MALFORMED_JSON.exception(Details.of("body", "is not UTF-8"));
        }
        if (!JsonLimits.hold(text)) {
            throw Problems.JSON_TOO_COMPLEX.exception();
        }
        try {
            Json json = JsonReader.read("body", text);
            Characters.refuse(json, faults);
            return JsonFields.of(json, "The body", faults);
        } catch (FaultsException e) {
            throw Problems.MALFORMED_JSON.exception(
                    Details.of("place", e.faults().get(0).place().toString()));
        }
    }

    /** A file that is sent as parts in Base64, one after the other: no text of a body may be as long as a file. */
    public static byte[] content(List<JsonText> parts, Faults faults) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JsonText part : parts) {
            try {
                bytes.writeBytes(Base64.getDecoder().decode(part.value()));
            } catch (IllegalArgumentException e) {
                faults.add(part.place(), "\"content\" must be Base64.", "Encode each part of the file by itself.");
                break;
            }
        }
        return bytes.toByteArray();
    }

    /** Problem 400.2 with one fault of a part of the address, such as {@code ?date}. */
    public static ProblemException invalid(String part, String message, String remedy) {
        Faults faults = new Faults();
        faults.add(Place.ofFile(part), message, remedy);
        return invalid(faults);
    }

    /** Ends the request with problem 400.2 where {@code faults} has any, each with its place: in English, and as a list in both languages. */
    public static void throwIfAny(Faults faults) {
        if (!faults.isEmpty()) {
            throw invalid(faults);
        }
    }

    /** Problem 400.2 with faults of a body. */
    public static ProblemException invalid(Faults faults) {
        Details details = Details.none();
        for (var fault : faults.list()) {
            details = details.with(fault.place().toString(), fault.message());
        }
        return Problems.INVALID_FIELD.exception(details.withFaults(
                FindingsJson.of(faults.list().stream().map(Finding::of).toList())));
    }
}
