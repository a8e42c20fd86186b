// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.run.Session;
import ext2cat.disk.FileMode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Learns of files what a style of {@code ls} shows of them, and puts them in its order. */
final class LsFacts {

    private final Session session;
    private final LsStyle style;
    private final boolean wanted;
    private final boolean targetModes;

    /**
     * @param ofNames whether the look of names depends on what inodes say
     */
    LsFacts(Session session, LsStyle style, boolean ofNames) {
        this.session = session;
        this.style = style;
        this.wanted = style.needsInodes() || ofNames;
        this.targetModes = ofNames || style.directoriesFirst();
    }

    /** Whether inodes are to be read. */
    boolean wanted() {
        return wanted;
    }

    /** A file whose inode is at hand. */
    LsEntry of(String shown, Located file) throws IOException {
        FileName name = FileName.of(file.path().toBytes());
        return new LsEntry(
                shown, name, file.inode().number(), Optional.of(facts(file.path(), file.inode())));
    }

    /** What an inode says; a target that cannot be read is reported. */
    LsEntry.Facts facts(TreePath path, Inode inode) throws IOException {
        Optional<String> target = Optional.empty();
        Optional<FileMode> targetMode = Optional.empty();
        if (inode.type() == FileType.SYMLINK) {
            boolean isShown = style.layout() == LsStyle.Layout.LONG;
            target = isShown ? Optional.of(target(path, inode)) : Optional.empty();
            targetMode = targetModes ? targetMode(inode.volume(), path) : Optional.empty();
        }
        return new LsEntry.Facts(
                inode,
                inode.disk().times().stored(style.time()).orElse(Instant.EPOCH),
                mark(path, inode),
                target,
                targetMode);
    }

    /** Puts entries in the order of the style. */
    void sort(List<LsEntry> entries) {
        switch (style.sort()) {
            case NAME -> entries.sort(LsEntry.BY_NAME);
            case EXTENSION -> entries.sort(LsEntry.BY_EXTENSION);
            case SIZE -> entries.sort(LsEntry.BY_SIZE);
            case TIME -> entries.sort(LsEntry.BY_TIME);
            case NONE -> {
                return; // GNU ls does not reverse what it does not sort
            }
        }
        if (style.reverse()) {
            Collections.reverse(entries);
        }
        if (style.directoriesFirst()) {
            entries.sort(LsEntry.DIRECTORIES_FIRST); // which changes no other order
        }
    }

    private String target(TreePath path, Inode symlink) throws IOException {
        try {
            return FileName.of(symlink.symlinkTarget()).toString();
        } catch (IOException e) {
            session.reportPart(e, path.toString());
            return "?";
        }
    }

    private AccessMark mark(TreePath path, Inode inode) throws IOException {
        try {
            return style.layout() == LsStyle.Layout.LONG ? AccessMark.of(inode) : AccessMark.NONE;
        } catch (IOException e) {
            session.reportPart(e, path.toString());
            return AccessMark.UNKNOWN;
        }
    }

    private static Optional<FileMode> targetMode(Volume volume, TreePath path) {
        try {
            return Optional.of(ImagePath.exact(path.toBytes()).lookup(volume).disk().fileMode());
        } catch (IOException _) {
            return Optional.empty(); // it leads nowhere
        }
    }
}
