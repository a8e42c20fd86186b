// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

/** How a program says it will use a file (posix_fadvise) or a mapping of it (madvise). */
public enum Advice {
    /** No particular way. */
    NORMAL,
    /** From front to back: twice the readahead. */
    SEQUENTIAL,
    /** In no order: no readahead. */
    RANDOM
}
