// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.format;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The formats of other tools that reads can be written in. All text is UTF-8. */
public enum OrderFormat {
    /** One line a read. */
    CSV,
    /** What blkparse prints. */
    BLKPARSE,
    /** What blktrace records: for blkparse, btt and fio. */
    BLKTRACE,
    /** A fio iolog of version 2, which every fio reads. */
    FIO,
    /** A fio iolog of version 3, with times; for fio 3.31 and later. */
    FIO3;

    /**
     * {@return a writer of this format}
     *
     * @param out where to write; buffered here, flushed when the writer is closed
     * @param image where the files lie
     */
    public OrderWriter open(OutputStream out, TracedImage image) {
        return switch (this) {
            case CSV -> new CsvWriter(characters(out), image);
            case BLKPARSE -> new BlkparseWriter(characters(out), image);
            case BLKTRACE -> new BlktraceWriter(new BufferedOutputStream(out, 1 << 16), image);
            case FIO -> new FioWriter(characters(out), image, FioWriter.Version.TWO);
            case FIO3 -> new FioWriter(characters(out), image, FioWriter.Version.THREE);
        };
    }

    private static Writer characters(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }
}
