// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.BioDestination;
import ext2cat.mpage.ReadModel;

import java.util.List;

/** A reader over a {@link FakeMap}, of 1 KiB blocks, whose bios are kept and not carried out. */
final class Plan {

    static final int ONE_BLOCK = 0;
    static final int FOUR_BLOCKS = 2;

    static final BioDestination NOWHERE = (device, position, offset, length) -> {};

    private Plan() {}

    static void verify(BioLines seen, String... expected) {
        assertThat(seen.lines()).isEqualTo(List.of(expected));
    }

    /** A file of 1 KiB blocks that ends with its last block. */
    static FileShape shape(int pageBlockBits, int blocks) {
        return new FileShape(blocks * 1024L, 10, 10 + pageBlockBits);
    }

    static MpageReader reader(ReadModel model, FileShape shape, FakeMap map, BioLines seen) {
        return new MpageReader(model, shape, map, seen.recording(bio -> {}), NOWHERE, seen);
    }
}
