// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The records of an extended header of tar (POSIX, pax): {@code 20 path=a/long/name}, each with its
 * length in front and a newline at its end.
 *
 * @param values by their keywords
 * @param sparse the numbers of GNU's sparse map, alternately a position and a length, as two older
 *     formats have them in records
 */
record PaxValues(Map<String, String> values, String sparse) {

    /** Of a member without an extended header. */
    static final PaxValues NONE = new PaxValues(Map.of(), "");

    /** Reads records, up to the first that makes no sense; lengths are those of ASCII text. */
    static PaxValues of(String text) {
        Map<String, String> values = new HashMap<>();
        StringBuilder sparse = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            int space = text.indexOf(' ', at);
            int equals = text.indexOf('=', at);
            if (space < at || equals < space || end < equals) {
                break;
            }
            String keyword = text.substring(space + 1, equals);
            String value = text.substring(equals + 1, end);
            switch (keyword) {
                case "GNU.sparse.offset", "GNU.sparse.numbytes", "GNU.sparse.map" ->
                        sparse.append(value).append(',');
                default -> values.put(keyword, value);
            }
            at = end + 1;
        }
        return new PaxValues(values, sparse.toString());
    }

    /** The value of a keyword. */
    Optional<String> text(String keyword) {
        return Optional.ofNullable(values.get(keyword));
    }

    /** The number that is the value of a keyword; -1 if it is none. */
    Optional<Long> number(String keyword) {
        return text(keyword).map(PaxValues::parsed);
    }

    private static long parsed(String value) {
        try {
            return Math.max(-1, Long.parseLong(value));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
