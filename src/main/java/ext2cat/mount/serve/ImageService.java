// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.InodeTime;
import ext2cat.disk.record.LinuxStat;
import ext2cat.host.Errno;
import ext2cat.mount.protocol.Answer;
import ext2cat.mount.protocol.FileStatus;
import ext2cat.mount.protocol.Handshake;
import ext2cat.mount.protocol.Handshake.Ability;
import ext2cat.mount.protocol.Opcode;
import ext2cat.mount.protocol.Request;
import ext2cat.volume.Inode;
import ext2cat.volume.StatFs;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a mount answers of one volume. What an answer says is true forever, and the kernel is told
 * so: it asks for each thing once, unless it runs out of memory.
 *
 * <p>For several threads.
 */
public final class ImageService {

    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;

    private final Volume volume;
    private final Ownership ownership;
    private final ServiceLog log;
    private final DirectoryIndexes directories;
    private final StatFs statFs;
    private final boolean hasEncrypted;

    /**
     * A service of a volume.
     *
     * @param directoryBytes how much memory the names of directories may take
     * @throws IOException if the descriptors of the groups cannot be read
     */
    public ImageService(Volume volume, Ownership ownership, ServiceLog log, long directoryBytes)
            throws IOException {
        this.volume = volume;
        this.ownership = ownership;
        this.log = log;
        this.directories = new DirectoryIndexes(directoryBytes);
        this.statFs = StatFs.of(volume);
        this.hasEncrypted = volume.superblock().features().has(IncompatFeature.ENCRYPT);
    }

    /** What the kernel is to do itself. */
    Set<Ability> abilities() {
        Set<Ability> abilities = EnumSet.allOf(Ability.class);
        if (ownership.umask().isPresent()) {
            abilities.remove(Ability.POSIX_ACL);
        }
        return abilities;
    }

    /**
     * Answers a request.
     *
     * @param waiting who waits for the answer
     * @param answer takes it; it is empty
     * @throws IOException if the image cannot be read, or makes no sense
     */
    void answer(Request request, Interrupts.Waiting waiting, Answer answer) throws IOException {
        switch (request.opcode()) {
            case INIT -> Handshake.of(request).answer(answer, abilities());
            case LOOKUP -> lookup(request, waiting, answer);
            case GETATTR -> answer.attributes(status(inode(request)));
            case READLINK -> answer.bytes(inode(request).symlinkTarget());
            case OPEN -> open(request, answer);
            case READ -> read(request, answer);
            case LSEEK -> seek(request, waiting, answer);
            case READDIR, READDIRPLUS -> list(request, waiting, answer);
            case GETXATTR -> xattr(request, answer);
            case LISTXATTR -> xattrs(request, answer);
            case STATFS -> statFs(answer);
            case FLUSH, RELEASE, RELEASEDIR, DESTROY -> {
                // Nothing was kept for it.
            }
            case FORGET, BATCH_FORGET, INTERRUPT, OPENDIR, OTHER -> answer.fail(Errno.ENOSYS);
        }
    }

    private Inode inode(Request request) throws IOException {
        return volume.inode(Nodes.inode(request.node()));
    }

    /** The inode that a name leads to. */
    private Inode named(long number) throws IOException {
        Inode inode = volume.inode(number);
        inode.verifyInUse();
        return inode;
    }

    private void lookup(Request request, Interrupts.Waiting waiting, Answer answer)
            throws IOException {
        byte[] name = request.name();
        if (name.length > FileName.MAX_LENGTH_BYTES) {
            answer.fail(Errno.ENAMETOOLONG);
            return;
        }
        DirectoryIndex directory = directories.of(inode(request), log, waiting);
        long found = directory.find(name);
        if (found == 0) {
            directory.requireSound(); // or the name may be where nothing could be read
            answer.noEntry();
        } else {
            entry(named(found), answer);
        }
    }

    private void entry(Inode inode, Answer answer) {
        answer.entry(Nodes.ofInode(inode.number()), inode.disk().generation(), status(inode));
    }

    private FileStatus status(Inode inode) {
        DiskInode disk = inode.disk();
        LinuxStat stat = new LinuxStat(disk);
        FileType type = inode.type();
        boolean device = type == FileType.BLOCK_DEVICE || type == FileType.CHARACTER_DEVICE;
        return new FileStatus(
                inode.number(),
                stat.sizeBytes(),
                stat.sectors(),
                disk.times().of(InodeTime.ATIME),
                disk.times().of(InodeTime.MTIME),
                disk.times().of(InodeTime.CTIME),
                ownership.mode(disk.mode()),
                disk.links(),
                ownership.uid().orElse(disk.uid()),
                ownership.gid().orElse(disk.gid()),
                device ? disk.deviceNumber().toSystemCall() : 0,
                volume.blockSizeBytes());
    }

    /** No open at all is asked for any more, unless one may be refused. */
    private void open(Request request, Answer answer) throws IOException {
        if (!hasEncrypted) {
            answer.fail(Errno.ENOSYS);
        } else if (inode(request).disk().isEncrypted()) {
            answer.fail(Errno.ENOKEY);
        } else {
            answer.opened();
        }
    }

    private void read(Request request, Answer answer) throws IOException {
        long size = Math.min(request.size(), Handshake.MAX_READ_BYTES);
        answer.took(inode(request).contents().read(request.position(), answer.room(size)));
    }

    private void seek(Request request, Interrupts.Waiting waiting, Answer answer)
            throws IOException {
        Inode inode = inode(request);
        long from = request.position();
        if (from < 0 || from >= inode.sizeBytes()) {
            answer.fail(Errno.ENXIO);
            return;
        }
        SparseSearch search = new SparseSearch(inode, waiting);
        if (request.whence() == SEEK_DATA) {
            long data = search.data(from);
            if (data == inode.sizeBytes()) {
                answer.fail(Errno.ENXIO);
            } else {
                answer.position(data);
            }
        } else if (request.whence() == SEEK_HOLE) {
            answer.position(search.hole(from));
        } else {
            answer.fail(Errno.EINVAL);
        }
    }

    /** Lists what follows an entry, as much as there is room for. */
    private void list(Request request, Interrupts.Waiting waiting, Answer answer)
            throws IOException {
        boolean plus = request.opcode() == Opcode.READDIRPLUS;
        DirectoryIndex directory = directories.of(inode(request), log, waiting);
        long room = Math.min(request.size(), Handshake.MAX_READ_BYTES);
        for (long at = request.position(); at >= 0 && at < directory.size(); at++) {
            int entry = (int) at; // less than an int
            byte[] name = directory.name(entry);
            long needed = Answer.direntBytes(name.length) + (plus ? Answer.entryBytes() : 0);
            if (answer.bodyBytes() + needed > room) {
                return;
            }
            long inode = directory.inode(entry);
            if (plus) {
                entryOfName(name, inode, answer);
            }
            answer.dirent(inode, at + 1, directory.type(entry), name);
        }
        if (answer.bodyBytes() == 0) {
            directory.requireSound(); // all that could be read was listed
        }
    }

    /** What a lookup would say; where it would fail, the name is all that is known. */
    private void entryOfName(byte[] name, long number, Answer answer) {
        if (!FileName.of(name).isDotOrDotDot()) {
            try {
                entry(named(number), answer);
                return;
            } catch (IOException _) {
                // Who asks for the file learns why.
            }
        }
        answer.unknownEntry();
    }

    private void xattr(Request request, Answer answer) throws IOException {
        Inode inode = inode(request);
        byte[] name = request.attribute();
        for (ShownXattr xattr : ShownXattr.of(inode, request.uid())) {
            if (Arrays.equals(xattr.name(), name)) {
                fit(request, xattr.value(inode.number()), answer);
                return;
            }
        }
        answer.fail(Errno.ENODATA);
    }

    private void xattrs(Request request, Answer answer) throws IOException {
        List<ShownXattr> all = ShownXattr.of(inode(request), request.uid());
        int bytes = 0;
        for (ShownXattr xattr : all) {
            bytes += xattr.name().length + 1;
        }
        byte[] list = new byte[bytes];
        int at = 0;
        for (ShownXattr xattr : all) {
            System.arraycopy(xattr.name(), 0, list, at, xattr.name().length);
            at += xattr.name().length + 1; // a NUL ends each
        }
        fit(request, list, answer);
    }

    private static void fit(Request request, byte[] bytes, Answer answer) {
        if (request.room() == 0) {
            answer.size(bytes.length);
        } else if (bytes.length > request.room()) {
            answer.fail(Errno.ERANGE);
        } else {
            answer.bytes(bytes);
        }
    }

    private void statFs(Answer answer) {
        answer.fileSystem(
                statFs.blockSizeBytes(),
                statFs.blocks(),
                statFs.freeBlocks(),
                statFs.availableBlocks(),
                statFs.inodes(),
                statFs.freeInodes(),
                FileName.MAX_LENGTH_BYTES);
    }
}
