// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.disk.record.LinuxStat;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.util.Optional;

/** What listings print about an inode, as fields of a JSON object. */
public final class EntryJson {

    private final Json json;
    private final Owners users;
    private final Owners groups;

    /**
     * Writes objects of one document.
     *
     * @param users the names of owners that are told beside their numbers
     * @param groups those of groups
     */
    public EntryJson(Json json, Owners users, Owners groups) {
        this.json = json;
        this.users = users;
        this.groups = groups;
    }

    /** One object, or nothing of it if a symlink's target cannot be read. */
    public void write(TreePath path, Inode inode) throws IOException {
        Optional<FileName> target = target(inode);
        json.object();
        json.field("path", path.toString());
        json.nameBytes(path.name());
        json.field("inode", inode.number());
        fields(inode, target.map(FileName::toString));
        json.end();
    }

    /** The fields after name and number, of an object that was begun and is not ended here. */
    public void fields(Inode inode, Optional<String> target) throws IOException {
        DiskInode disk = inode.disk();
        json.field("type", inode.type().label());
        json.field("mode", "%06o".formatted(disk.mode()));
        json.field("permissions", disk.fileMode().toString());
        json.field("links", disk.links());
        json.field("uid", disk.uid());
        json.field("gid", disk.gid());
        json.field("user", users.name(disk.uid()));
        json.field("group", groups.name(disk.gid()));
        json.field("size_bytes", new LinuxStat(disk).sizeBytes());
        json.field("allocated_sectors", new LinuxStat(disk).sectors());
        json.field("atime", disk.times().of(InodeTime.ATIME));
        json.field("mtime", disk.times().of(InodeTime.MTIME));
        json.field("ctime", disk.times().of(InodeTime.CTIME));
        json.field("crtime", disk.times().stored(InodeTime.CRTIME));
        json.field("target", target);
        if (inode.type() == FileType.CHARACTER_DEVICE || inode.type() == FileType.BLOCK_DEVICE) {
            json.field("device", disk.deviceNumber().toString());
        }
    }

    /** The target of a symlink. */
    public static Optional<FileName> target(Inode inode) throws IOException {
        return inode.type() == FileType.SYMLINK
                ? Optional.of(FileName.of(inode.symlinkTarget()))
                : Optional.empty();
    }
}
