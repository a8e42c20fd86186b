// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.text.TextOut;

import java.io.IOException;
import java.util.List;

/** Puts the entries of one listing on lines. */
@FunctionalInterface
interface LsLayout {

    /**
     * Writes a listing.
     *
     * @param ofDirectory whether they are the entries of one directory, not files by themselves
     */
    void write(TextOut out, List<LsEntry> entries, boolean ofDirectory) throws IOException;
}
