// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.disk.CorruptImageException;
import ext2cat.map.FileMap;
import ext2cat.map.NodeRef;

/** Verifies the checksums of the nodes of extents that an inode has. */
record ExtentsCheck(Inode inode) implements FileMap.NodeCheck {

    @Override
    public void verify(NodeRef ref, byte[] bytes) throws CorruptImageException {
        inode.volume().verify(ref.use(), inode, ref.diskBlock(), bytes);
    }
}
