// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

/** What a check may not have seen all of, so that conclusions from what is missing are idle. */
enum Loss {
    /** Inodes or their maps: there may be more blocks and inodes in use. */
    BLOCKS,
    /** Entries of directories: there may be more links. */
    ENTRIES
}
