// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

/** What an expression does with a file. */
public enum Action {
    /** Its path, a line. */
    PRINT,
    /** Its path as the bytes that it is, and a NUL. */
    PRINT0,
    /** A line like that of {@code ls -dils}. */
    LS,
    /** If it is a directory, it is not entered. */
    PRUNE,
    /** Nothing more is looked at. */
    QUIT
}
