// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

/** Where a run of bytes of a virtual disk comes from. */
public sealed interface DiskRun {

    /** How long it is, at least one byte. */
    long lengthBytes();

    /**
     * Nothing is stored for it.
     *
     * @param lengthBytes how many zeros
     */
    record Zeros(long lengthBytes) implements DiskRun {}

    /**
     * It is stored as it is.
     *
     * @param device where
     * @param atBytes the position there
     * @param lengthBytes how long it is
     */
    record Stored(BlockDevice device, long atBytes, long lengthBytes) implements DiskRun {}

    /**
     * It is a part of a piece that is stored in another form, compressed for instance.
     *
     * @param piece what {@link DiskMap#unpack} knows the piece by
     * @param fromBytes where in the unpacked piece the run begins
     * @param lengthBytes how long it is; it ends in the piece
     */
    record Packed(long piece, int fromBytes, long lengthBytes) implements DiskRun {}
}
