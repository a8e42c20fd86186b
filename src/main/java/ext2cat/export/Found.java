// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.disk.Xattr;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.walk.Xattrs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file that the walk met, whose attributes may yet be read. */
final class Found implements DiskOrder.Errand {

    private final TreePath path;
    private final Inode inode;
    private final List<Xattr> xattrs = new ArrayList<>();
    private Optional<IOException> failure = Optional.empty();

    Found(TreePath path, Inode inode) {
        this.path = path;
        this.inode = inode;
    }

    TreePath path() {
        return path;
    }

    Inode inode() {
        return inode;
    }

    @Override
    public long diskBlock() {
        return inode.disk().fileAclBlock();
    }

    @Override
    public void run(DiskOrder order) {
        readXattrs();
    }

    /** Reads the attributes now, the block too if there is one. */
    void readXattrs() {
        try {
            xattrs.addAll(Xattrs.inInode(inode));
            xattrs.addAll(Xattrs.inBlock(inode));
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    /** The file; what is wrong with its attributes is told first. */
    ExportedFile told(Receiver receiver) throws IOException {
        if (failure.isPresent()) {
            receiver.damage(path, failure.get());
        }
        return new ExportedFile(path, inode, xattrs);
    }
}
