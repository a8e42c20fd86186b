// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import java.util.Optional;

/** What stands for a map where the inode itself holds the contents. */
record InlineMap(Contents contents) implements GetBlock {

    @Override
    public Mapping getBlock(long fileBlock, long maxBlocks) {
        return new Mapping.Hole(maxBlocks); // no block is read for it
    }

    @Override
    public Optional<Contents> inlineContents() {
        return Optional.of(contents);
    }
}
