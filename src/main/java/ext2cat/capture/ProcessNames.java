// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names that a binary capture gives to processes. The oldest is forgotten when many come. */
final class ProcessNames {

    private static final int MAX_NAMES = 1 << 16;

    private final Map<Integer, String> names =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
                    return size() > MAX_NAMES;
                }
            };

    void put(int pid, String name) {
        names.put(pid, name);
    }

    /** The name; empty when the capture has not said it. */
    String get(int pid) {
        return names.getOrDefault(pid, "");
    }
}
