// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

/** What an expression does with a file. */
public sealed interface Action {

    /** An action that needs no more said. */
    enum Plain implements Action {
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

    /** What a format makes of it. */
    record Printf(Printing printing) implements Action {}
}
