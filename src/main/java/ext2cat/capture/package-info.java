// SPDX-License-Identifier: Apache-2.0

/**
 * Captures of real machines: read, and compared with what a plan predicts.
 *
 * <p>{@link ext2cat.capture.Capture} opens what people record ({@code blkparse} text, blktrace
 * binaries, trace events and the blk tracer of tracefs) and yields it item by item: an event, or a
 * note that says what is not an event and where. Nothing in a capture is passed over without being
 * one of the two. {@link ext2cat.capture.CaptureComparison} goes through a capture twice: once to
 * learn which devices it holds and where on them the file system can begin, once to take out the
 * reads of one file. The second pass ends in a {@link ext2cat.capture.CaptureReport}.
 *
 * <p>What a capture cannot tell: a partition's sectors are recorded as sectors of the whole disk,
 * so where a file system begins is found by fitting reads that programs would make to the recorded
 * ones. Of all devices and places, the one is taken of whose reads, process by process, most are
 * the file's. A file that is read by a single request fits anywhere; such a capture needs the
 * offset given, or a remap event (action A) that states it.
 *
 * <p>Nor can it tell which program read, or how much it meant to read. {@link
 * ext2cat.capture.CaptureComparison#search} tries the programs that people use, each by a plan that
 * ends at the first read that differs; and a capture of a part of the file is compared with the
 * part of a plan that it holds.
 */
package ext2cat.capture;
