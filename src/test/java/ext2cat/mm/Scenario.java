// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.List;

/** One recorded scenario: what was done, and what the kernel gave. */
record Scenario(String id, String group, List<String> notes, List<Step> steps) {

    /**
     * One step.
     *
     * @param text what was done
     * @param result the line that begins with {@code =}, without it
     * @param pages the lines that begin with {@code |}, without it
     */
    record Step(String text, String result, List<String> pages) {}

    @Override
    public String toString() {
        return id;
    }
}
