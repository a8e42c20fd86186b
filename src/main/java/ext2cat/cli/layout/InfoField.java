// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A line of {@code ext2 info}.
 *
 * @param label what dumpe2fs calls it
 * @param key what JSON calls it
 * @param text what people read
 * @param value what programs read: a Long, a String, an Instant or a list of Strings
 */
record InfoField(String label, String key, String text, Object value) {

    /** Writes it as a field of an object. */
    void write(JsonGenerator json) throws IOException {
        json.writeFieldName(key);
        switch (value) {
            case Long number -> json.writeNumber(number);
            case Instant time -> json.writeString(time.toString());
            case List<?> labels -> {
                json.writeStartArray();
                for (Object label : labels) {
                    json.writeString(label.toString());
                }
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }
}
