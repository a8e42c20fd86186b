// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;
import ext2cat.device.Partition;

import java.io.IOException;
import java.util.List;

/**
 * A regular file in a tar archive.
 *
 * @param archive the archive
 * @param name its name
 * @param data where its bytes are
 */
record TarMember(BlockDevice archive, String name, TarData data) implements ArchiveMember {

    @Override
    public long sizeBytes() {
        return data.parts().sizeBytes();
    }

    @Override
    public byte[] head(int lengthBytes) throws IOException {
        return Head.of(open(), lengthBytes); // not closed: that would close the archive
    }

    @Override
    public BlockDevice open() throws IOException {
        return data.isWhole()
                ? Partition.of(archive, data.at(), sizeBytes())
                : new VirtualDisk(
                        "%s (member %s)".formatted(archive.name(), name),
                        sizeBytes(),
                        data.parts(),
                        List.of(archive));
    }
}
