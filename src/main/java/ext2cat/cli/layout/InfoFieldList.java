// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.Times;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Fields as they are told, one after the other: in words, and as a value of JSON. */
final class InfoFieldList {

    /** What is shown in place of an empty list. */
    static final String NONE = "(none)";

    static final UUID NULL_UUID = new UUID(0, 0);

    private final Times times;
    private final List<InfoField> fields = new ArrayList<>();

    InfoFieldList(Times times) {
        this.times = times;
    }

    List<InfoField> fields() {
        return List.copyOf(fields);
    }

    void some(String label, String key, long value) {
        if (value != 0) {
            number(label, key, value);
        }
    }

    void number(String label, String key, long value) {
        add(label, key, Long.toString(value), value);
    }

    void time(String label, String key, Instant time) {
        boolean never = time.equals(Instant.EPOCH);
        if (!never) {
            add(label, key, times.ctime(time), time);
        } else {
            add(label, key, "n/a", "");
        }
    }

    void bits(String label, String key, List<String> names) {
        add(label, key, names.isEmpty() ? NONE : String.join(" ", names), names);
    }

    void uuid(String label, String key, UUID uuid) {
        boolean none = uuid.equals(NULL_UUID);
        add(label, key, none ? "<none>" : uuid.toString(), none ? "" : uuid.toString());
    }

    void add(String label, String key, String value) {
        add(label, key, value, value);
    }

    void add(String label, String key, String text, Object value) {
        fields.add(new InfoField(label, key, text, value));
    }
}
