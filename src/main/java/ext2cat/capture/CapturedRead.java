// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

/**
 * A read that a capture holds.
 *
 * @param request the read, from the start of the file system
 * @param rwbs its letters
 * @param pid the process; -1 if unknown
 * @param process its name; empty if unknown
 * @param timeNanos the capture's clock
 * @param where its place in the capture
 */
public record CapturedRead(
        SectorRead request,
        String rwbs,
        int pid,
        String process,
        long timeNanos,
        CapturePlace where) {}
