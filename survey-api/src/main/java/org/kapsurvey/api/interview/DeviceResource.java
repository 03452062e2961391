package org.kapsurvey.api.interview;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code GET /api/devices}: what has come from each device, and what is missing. */
public final class DeviceResource {
    private static final Pattern HOURS = Pattern.compile("[0-9]{1,4}");

    private final DeviceStore devices;
    private final InstantSource clock;

    public DeviceResource(DeviceStore devices, InstantSource clock) {
        this.devices = devices;
        this.clock = clock;
    }

    /** The devices; gaps are those that have been there for {@code ?hours=}, 1 if it is not given. */
    public void list(Context context) {
        String hours = Optional.ofNullable(context.queryParam("hours")).orElse("1");
        if (!HOURS.matcher(hours).matches()) {
            throw Problems.INVALID_FIELD.exception(Details.of("hours", "must be a whole number of at most 4 digits"));
        }
        JsonWriter json = new JsonWriter().beginObject().name("devices").beginArray();
        for (DeviceStore.Device device :
                devices.devices(clock.instant().minus(Duration.ofHours(Integer.parseInt(hours))))) {
            json.beginObject();
            json.name("device").value(device.device().toString());
            json.name("interviews").value(device.interviews());
            json.name("highest").value(device.highest());
            json.name("lastReceivedAt").value(device.lastReceivedAt().toString());
            json.name("gaps").beginArray();
            for (DeviceStore.Gap gap : device.gaps()) {
                json.beginObject();
                json.name("from").value(gap.from());
                json.name("to").value(gap.to());
                json.name("since").value(gap.since().toString());
                json.endObject();
            }
            json.endArray().endObject();
        }
        String text = json.endArray().endObject().toString();
        context.contentType("application/json").result(text.getBytes(StandardCharsets.UTF_8));
    }
}
