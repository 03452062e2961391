package org.kapsurvey.api.interview;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * Which interview of which device a payload is.
 *
 * @param device made by the device at random, another one after its storage was cleared
 * @param number from 1, in the order in which the device's interviews were finished
 */
record DeviceNumber(UUID device, int number) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /** What {@code device} of a payload says; nothing where it is not told, or not as it should be: that refuses no interview. */
    static Optional<DeviceNumber> of(Json payload) {
        if (payload instanceof JsonObject interview
                && interview.get("device") instanceof JsonObject device
                && device.get("id") instanceof JsonText id
                && device.get("number") instanceof JsonNumber number
                && InterviewResource.UUID_FORM.matcher(id.value()).matches()
                && NUMBER.matcher(number.text()).matches()) {
            return Optional.of(new DeviceNumber(UUID.fromString(id.value()), Integer.parseInt(number.text())));
        }
        return Optional.empty();
    }
}
