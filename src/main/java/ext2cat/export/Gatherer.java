// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.Optional;

/** Takes what a walk meets, and has it read sweep by sweep. */
final class Gatherer implements TreeWalk.Visitor {

    /** PATH_MAX: room for the target of a symlink. */
    private static final long SYMLINK_BYTES = 4096;

    private final Volume volume;
    private final ExportOptions options;
    private final Handoff handoff;
    private final HardLinks hardLinks = new HardLinks();
    private Optional<Sweep> sweep = Optional.empty();

    Gatherer(Volume volume, ExportOptions options, Handoff handoff) {
        this.volume = volume;
        this.options = options;
        this.handoff = handoff;
    }

    @Override
    public boolean visit(TreePath path, Inode inode) {
        handoff.checkCancelled();
        try {
            gather(path, inode);
        } catch (IOException e) {
            damage(path, e);
        }
        return true;
    }

    @Override
    public void leave(TreePath path, Inode directory) {
        sweepFor(0).add(receiver -> receiver.leave(path, directory));
    }

    @Override
    public void damage(TreePath path, IOException thrown) {
        sweepFor(0).add(receiver -> receiver.damage(path, thrown));
    }

    /** Has what was gathered read. */
    void flush() {
        sweep.ifPresent(Sweep::read);
        sweep = Optional.empty();
    }

    private void gather(TreePath path, Inode inode) throws IOException {
        boolean isFile = inode.type() == FileType.REGULAR;
        if (isFile) {
            // Damage that shows at once is told instead of the file.
            inode.contents();
        }
        Found found = new Found(path, inode);
        Optional<TreePath> firstName = firstName(path, inode);
        if (firstName.isPresent()) {
            sweepFor(0).add(receiver -> receiver.hardLink(found.told(receiver), firstName.get()));
        } else if (isFile && inode.sizeBytes() > options.smallFileBytes()) {
            flush();
            if (options.xattrs()) {
                found.readXattrs();
            }
            new LargeFile(handoff, found, inode.contents()).read();
        } else {
            gatherSmall(found, isFile ? inode.sizeBytes() : 0);
        }
    }

    private void gatherSmall(Found found, long contentBytes) throws IOException {
        // With its attributes: what is read of them is no more than what they lie in.
        long inodeBytes = volume.superblock().inodeSizeBytes();
        Sweep to = sweepFor(inodeBytes + contentBytes + SYMLINK_BYTES + volume.blockSizeBytes());
        to.keep(inodeBytes);
        if (options.xattrs()) {
            if (found.diskBlock() == 0) {
                found.readXattrs();
            } else {
                to.add(found, volume.blockSizeBytes());
            }
        }
        switch (found.inode().type()) {
            case REGULAR -> to.addFile(found);
            case DIRECTORY -> to.add(receiver -> receiver.directory(found.told(receiver)));
            case SYMLINK -> addSymlink(to, found);
            default -> to.add(receiver -> receiver.special(found.told(receiver)));
        }
    }

    private static void addSymlink(Sweep to, Found found) {
        Symlink symlink = new Symlink(found);
        if (found.inode().hasMap()) {
            to.add(symlink, SYMLINK_BYTES);
        } else {
            symlink.readTarget();
        }
        to.add(symlink);
    }

    /**
     * The first name of a file that has several. Sockets are no matter to most receivers, and of a
     * symlink with a block of its own it is not known yet whether it can be read.
     */
    private Optional<TreePath> firstName(TreePath path, Inode inode) {
        FileType type = inode.type();
        boolean mayBeLinked =
                type != FileType.DIRECTORY
                        && type != FileType.SOCKET
                        && (type != FileType.SYMLINK || !inode.hasMap());
        return options.hardLinks() && mayBeLinked
                ? hardLinks.firstName(path, inode)
                : Optional.empty();
    }

    /** The sweep at hand, or a new one if that has no room. */
    private Sweep sweepFor(long bytes) {
        if (sweep.isPresent() && !sweep.get().hasRoom(bytes)) {
            flush();
        }
        if (sweep.isEmpty()) {
            sweep = Optional.of(new Sweep(volume, handoff));
        }
        return sweep.get();
    }
}
