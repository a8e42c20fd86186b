// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.capture.CaptureFormat;
import ext2cat.capture.CaptureNote;
import ext2cat.capture.DeviceOffset;
import ext2cat.capture.FirstDifference;
import ext2cat.disk.DeviceNumber;

/** What is in a capture, in words. */
final class CaptureWords {

    private CaptureWords() {}

    /** A device as blkparse prints it: {@code 7,0}. */
    static String device(DeviceNumber device) {
        return device.major() + "," + device.minor();
    }

    static String format(CaptureFormat format) {
        return switch (format) {
            case BLKPARSE -> "blkparse text";
            case BIOSNOOP -> "a table of biosnoop";
            case FIO_IOLOG -> "an iolog of fio";
            case BLKTRACE -> "blktrace binary";
            case TRACE_EVENTS -> "trace events";
            case BLK_TRACER -> "blk tracer text";
            case UNKNOWN -> "no events";
        };
    }

    static String kind(CaptureNote.Kind kind) {
        return switch (kind) {
            case LOST -> "lost events";
            case SEQUENCE_GAP -> "missing event numbers";
            case CUT_OFF -> "cut off";
            case NOT_UNDERSTOOD -> "not understood";
            case OUT_OF_ORDER -> "events out of order";
            case OTHER_EVENT -> "other events";
            case MESSAGE -> "messages";
            case HEADING -> "headings and summaries";
        };
    }

    /** How it is known where the file system begins. */
    static String origin(DeviceOffset.Origin origin) {
        return switch (origin) {
            case GIVEN -> "as given";
            case START -> "the start of the device";
            case REMAP -> "where remap events say that the partition begins";
            case FITTED -> "where the predicted reads fit";
            case ONE_READ -> "where a read of the same length is";
        };
    }

    /** In which way a capture leaves a prediction. */
    static String reason(FirstDifference.Reason reason) {
        return switch (reason) {
            case ORDER -> "the order is another";
            case LENGTH -> "the length is another";
            case MISSING -> "the predicted read is missing";
            case EXTRA -> "the captured read is not predicted";
            case CAPTURE_ENDS -> "the capture has no more reads of the file";
            case PREDICTION_ENDS -> "the prediction has no more reads";
        };
    }
}
