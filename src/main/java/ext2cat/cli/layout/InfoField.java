// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.Json;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A line of {@code ext2 info}.
 *
 * @param label what dumpe2fs calls it
 * @param key what JSON calls it
 * @param text what people read
 * @param value what programs read: a Long, a String, an Instant or a list of Strings
 */
record InfoField(String label, String key, String text, Object value) {

    /** Writes it as a field of an object, unless it is empty. */
    void write(Json json) throws IOException {
        switch (value) {
            case Long number -> json.field(key, number);
            case Instant time -> json.field(key, time);
            case List<?> labels -> json.field(key, labels);
            default -> json.field(key, Optional.of(value).filter(text -> !text.equals("")));
        }
    }
}
