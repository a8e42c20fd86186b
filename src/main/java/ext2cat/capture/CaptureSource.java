// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.io.IOException;
import java.util.Optional;

/** A capture as a stream of items. */
interface CaptureSource extends AutoCloseable {

    /**
     * The next item in the order of the capture; empty at its end.
     *
     * @throws CaptureException if the file turns out to be no capture
     * @throws IOException if it cannot be read
     */
    Optional<CaptureItem> next() throws IOException;

    /** The form of what was read so far. */
    CaptureFormat format();

    @Override
    void close() throws IOException;
}
