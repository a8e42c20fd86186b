// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

/** The forms in which block-layer events are recorded. */
public enum CaptureFormat {
    /** The text that blkparse prints by default. */
    BLKPARSE,
    /** Records of struct blk_io_trace (version 7) or blk_io_trace2 (version 8). */
    BLKTRACE,
    /** Text of {@code block_*} trace events: tracefs, perf script, trace-cmd report. */
    TRACE_EVENTS,
    /** Text of tracefs with {@code current_tracer} blk. */
    BLK_TRACER,
    /** The table that biosnoop prints. */
    BIOSNOOP,
    /** A log of input and output for fio, version 2 or 3. */
    FIO_IOLOG,
    /** The capture holds no event by which its form could be told. */
    UNKNOWN
}
