// SPDX-License-Identifier: Apache-2.0

/**
 * Captures of real machines: read, and compared with what a plan predicts.
 *
 * <p>{@link ext2cat.trace.capture.Capture} opens what people record ({@code blkparse} text,
 * blktrace binaries, trace events and the blk tracer of tracefs) and yields it item by item: an
 * event, or a note that says what is not an event and where. Nothing in a capture is passed over
 * without being one of the two. {@link ext2cat.trace.capture.CaptureComparison} goes through a
 * capture twice: once to learn which devices it holds and where on them the file system can begin,
 * once to take out the reads of one file. The second pass ends in a {@link
 * ext2cat.trace.capture.CaptureReport}.
 *
 * <p>What a capture cannot tell: a partition's sectors are recorded as sectors of the whole disk,
 * so where a file system begins is found by fitting the predicted reads to the recorded ones. A
 * file that is read by a single request fits anywhere; such a capture needs the offset given, or a
 * remap event (action A) that states it.
 */
package ext2cat.trace.capture;
