// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

/** How much a problem matters to somebody who reads. */
public enum Severity {
    /** Something cannot be read, or may be read wrongly. */
    DAMAGE("damage"),
    /** Structures contradict each other; what can be read is right all the same. */
    INCONSISTENCY("inconsistency"),
    /** No fault, but worth knowing. */
    NOTE("note");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /** {@return the severity in a word, for people and programs} */
    public String label() {
        return label;
    }
}
