// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/** What this reader makes of a feature. */
public enum Support {
    /** It changes what is on disk, and is read as Linux reads it. */
    HONOURED,
    /** It changes nothing that a reader looks at. */
    HARMLESS,
    /** An image that has it is refused. */
    REFUSED
}
