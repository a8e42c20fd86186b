// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

/** One thing in a capture: something that happened, or something to know about the capture. */
public sealed interface CaptureItem permits CaptureEvent, CaptureNote {

    /** Where it stands. */
    CapturePlace where();
}
