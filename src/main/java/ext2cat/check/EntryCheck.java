// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.dirent.DirentBlock;
import ext2cat.volume.walk.NameSet;

/**
 * Checks the entries of one directory after another, block by block, and counts the links that they
 * are.
 */
final class EntryCheck {

    private final Subject subject;
    private final DirectoryLinks links;
    private final NameSet names = new NameSet();
    private final boolean typed;

    private long directory;
    private long fileBlock;
    private long diskBlock;
    private boolean toldOfNames;

    /** Then a name is any bytes. */
    private boolean encrypted;

    EntryCheck(Subject subject, DirectoryLinks links) {
        this.subject = subject;
        this.links = links;
        this.typed = subject.superblock().features().has(IncompatFeature.FILETYPE);
    }

    /** The blocks that follow are those of this directory. */
    void start(DiskInode inode) {
        directory = inode.number();
        encrypted = inode.isEncrypted();
        names.clear();
        toldOfNames = false;
    }

    /** Checks a block; whether its entries reach its end. */
    boolean check(DirentBlock block, long inFile, long onDisk) {
        fileBlock = inFile;
        diskBlock = onDisk;
        int slots = 0;
        while (block.next()) {
            entry(block, fileBlock == 0 ? slots : Integer.MAX_VALUE);
            slots++;
        }
        if (block.broken().isPresent()) {
            lose(block.brokenAtBytes(), block.broken().get());
            return false;
        }
        if (fileBlock == 0 && slots < 2) {
            add(Problem.BAD_DOT, block, "there are not both . and .. in the first block");
        }
        return true;
    }

    /**
     * An entry, used or not.
     *
     * @param slot 0 where {@code .} must be, 1 where {@code ..} must be
     */
    private void entry(DirentBlock entry, int slot) {
        if (slot < 2) {
            dots(entry, slot);
        }
        if (entry.shortage().isPresent()) {
            lose(entry.offsetBytes(), entry.shortage().get());
            return;
        }
        if (entry.inode() == 0) {
            return;
        }
        FileName name = entry.name();
        if (!name.isLegal() && !encrypted) {
            add(
                    Problem.BAD_NAME,
                    entry,
                    "the name '%s' is empty or has a byte that no name can have",
                    name);
        }
        if (!names.add(name)) {
            add(Problem.DUPLICATE_NAME, entry, "the name '%s' is there already", name);
        } else if (names.isFull() && !toldOfNames) {
            add(Problem.NAMES_NOT_COMPARED, entry, "the names from here on are not compared");
            toldOfNames = true;
        }
        if (leadsToAnInode(entry, name)) {
            policy(entry, name);
            link(entry, name, slot == 0 && isDot(entry) || slot == 1 && isDotDot(entry));
        }
    }

    /** Linux opens nothing in an encrypted directory that has another policy. */
    private void policy(DirentBlock entry, FileName name) {
        FileType type = subject.inodes().type(entry.inode());
        boolean hasPolicy =
                type == FileType.REGULAR || type == FileType.DIRECTORY || type == FileType.SYMLINK;
        if (encrypted
                && hasPolicy
                && !isDot(entry)
                && !isDotDot(entry)
                && subject.policies().get(directory) != subject.policies().get(entry.inode())) {
            add(
                    Problem.ENTRY_POLICY,
                    entry,
                    "'%s' leads to inode %d, which is not encrypted by the policy of the directory",
                    name,
                    entry.inode());
        }
    }

    private void dots(DirentBlock entry, int slot) {
        if (slot == 0 && (!isDot(entry) || entry.inode() != directory)) {
            add(
                    Problem.BAD_DOT,
                    entry,
                    "the first entry is '%s' of inode %d, expected '.' of inode %d",
                    entry.name(),
                    entry.inode(),
                    directory);
        } else if (slot == 1 && (!isDotDot(entry) || entry.inode() == 0)) {
            add(
                    Problem.BAD_DOT,
                    entry,
                    "the second entry is '%s' of inode %d, expected '..'",
                    entry.name(),
                    entry.inode());
        } else if (slot == 1) {
            links.dotDots().put(directory, entry.inode());
        }
    }

    /** Whether the entry leads to an inode in use. */
    private boolean leadsToAnInode(DirentBlock entry, FileName name) {
        long inode = entry.inode();
        if (inode > subject.layout().inodesCount() || subject.isReserved(inode)) {
            add(
                    Problem.BAD_INODE_NUMBER,
                    entry,
                    "'%s' leads to inode %d, which is not the root and not from %d to %d",
                    name,
                    inode,
                    subject.superblock().firstInode(),
                    subject.layout().inodesCount());
            return false;
        }
        if (subject.inodes().isUsed(inode)) {
            return true;
        }
        if (!subject.lostGroups().contains(subject.layout().groupOfInode(inode))) {
            add(
                    Problem.ENTRY_OF_UNUSED_INODE,
                    entry,
                    "'%s' leads to inode %d, which is not in use",
                    name,
                    inode);
        }
        return false;
    }

    private void link(DirentBlock entry, FileName name, boolean isDot) {
        long inode = entry.inode();
        subject.inodes().countLink(inode);
        FileType type = subject.inodes().type(inode);
        int expected = typed ? type.direntValue() : 0;
        if (typed && entry.typeByte() == 0) {
            add(
                    Problem.ENTRY_WITHOUT_TYPE,
                    entry,
                    "'%s' does not say that inode %d is a %s",
                    name,
                    inode,
                    type.label());
        } else if (entry.typeByte() != expected) {
            add(
                    Problem.ENTRY_TYPE,
                    entry,
                    "'%s' has the type %d, expected %d%s for inode %d",
                    name,
                    entry.typeByte(),
                    expected,
                    typed ? ", " + type.label() + "," : " without the feature filetype",
                    inode);
        }
        if (type == FileType.DIRECTORY && !isDot && !isDot(entry) && !isDotDot(entry)) {
            child(entry, name, inode);
        }
    }

    private void child(DirentBlock entry, FileName name, long inode) {
        long other = links.parents().get(inode);
        if (inode == directory || inode == Superblock.ROOT_INODE || other != 0) {
            add(
                    Problem.DIRECTORY_LINKED_TWICE,
                    entry,
                    "'%s' leads to directory inode %d, which %s",
                    name,
                    inode,
                    inode == directory
                            ? "is this directory itself"
                            : inode == Superblock.ROOT_INODE
                                    ? "is the root"
                                    : "has an entry in directory inode " + other + " already");
        } else {
            links.parents().put(inode, directory);
        }
    }

    private static boolean isDot(DirentBlock entry) {
        return entry.hasName(FileName.DOT);
    }

    private static boolean isDotDot(DirentBlock entry) {
        return entry.hasName(FileName.DOT_DOT);
    }

    /** An entry without a name that can be known, or after which no more can be found. */
    private void lose(int offsetBytes, String why) {
        subject.findings().add(Problem.BAD_ENTRY_CHAIN, place(offsetBytes), why);
        subject.findings().lose(Loss.ENTRIES);
    }

    private void add(Problem problem, DirentBlock entry, String text, Object... values) {
        subject.findings().add(problem, place(entry.offsetBytes()), text, values);
    }

    private Place place(int offsetBytes) {
        return Place.directory(directory)
                .fileBlock(fileBlock)
                .offset(offsetBytes)
                .onDisk(diskBlock);
    }
}
