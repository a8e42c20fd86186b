// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

import ext2cat.device.BlockDevice;
import ext2cat.device.DeviceShrunkException;

import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;

/**
 * Carries bios out: reads each run of a bio from a device into the bio's destination, at once and
 * in order.
 */
public final class DeviceSubmitter implements BioSubmitter {

    private final BlockDevice device;
    private final int blockBits;

    /**
     * A submitter for a file system on {@code device}.
     *
     * @param device where the blocks are
     * @param blockSizeBytes the file system's block size, a power of two
     */
    public DeviceSubmitter(BlockDevice device, int blockSizeBytes) {
        if (Integer.bitCount(blockSizeBytes) != 1) {
            throw new IllegalArgumentException(
                    "block size " + blockSizeBytes + " is not a power of two");
        }
        this.device = Objects.requireNonNull(device);
        this.blockBits = Integer.numberOfTrailingZeros(blockSizeBytes);
    }

    @Override
    public void submit(Bio bio) throws IOException {
        long diskBlock = bio.diskBlock();
        for (BioVec vec : bio.vecs()) {
            try {
                read(diskBlock, vec, bio.destination());
            } catch (DeviceShrunkException e) {
                throw e;
            } catch (EOFException _) {
                readUpToTheEnd(diskBlock, vec, bio.destination());
            }
            diskBlock += vec.blocks();
        }
    }

    private void read(long diskBlock, BioVec vec, BioDestination destination) throws IOException {
        destination.read(
                device,
                diskBlock << blockBits,
                vec.fileBlock() << blockBits,
                vec.blocks() << blockBits);
    }

    /** Reads what is there of a run that the end of the device cuts off, then fails. */
    private void readUpToTheEnd(long diskBlock, BioVec vec, BioDestination destination)
            throws IOException {
        long blocks = Math.clamp((device.sizeBytes() >> blockBits) - diskBlock, 0, vec.blocks());
        if (blocks > 0) {
            read(diskBlock, new BioVec(vec.fileBlock(), blocks), destination);
        }
        throw new EOFException(
                "%s: block %d, at byte %d, is not inside its %d bytes: the image is cut off"
                        .formatted(
                                device.name(),
                                diskBlock + blocks,
                                diskBlock + blocks << blockBits,
                                device.sizeBytes()));
    }
}
