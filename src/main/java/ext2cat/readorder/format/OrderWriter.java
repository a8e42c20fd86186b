// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.format;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the reads of some files in one format, each read as it comes: {@link #startFile}, {@link
 * #submit} for each read, and at the very end {@link #close}.
 */
public interface OrderWriter extends BioSubmitter, Closeable {

    /**
     * The reads of another file begin.
     *
     * @param path the file's path in the image
     * @throws IOException if what was written cannot be delivered
     */
    void startFile(String path) throws IOException;

    @Override
    void submit(Bio bio) throws IOException;

    /** Writes what the format needs at its end, and flushes; the stream itself stays open. */
    @Override
    void close() throws IOException;
}
