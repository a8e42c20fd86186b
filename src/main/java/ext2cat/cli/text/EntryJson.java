// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What listings print about an inode, as fields of a JSON object. */
public final class EntryJson {

    private final JsonGenerator json;
    private final Owners users;
    private final Owners groups;

    /**
     * Writes objects of one document.
     *
     * @param users the names of owners that are told beside their numbers
     * @param groups those of groups
     */
    public EntryJson(JsonGenerator json, Owners users, Owners groups) {
        this.json = json;
        this.users = users;
        this.groups = groups;
    }

    /** One object, or nothing of it if a symlink's target cannot be read. */
    public void write(String path, Inode inode) throws IOException {
        Optional<FileName> target = target(inode);
        json.writeStartObject();
        json.writeStringField("path", path);
        json.writeNumberField("inode", inode.number());
        fields(inode, target.map(FileName::toString));
        json.writeEndObject();
    }

    /** The fields behind name and number, of an object that was begun and is not ended here. */
    public void fields(Inode inode, Optional<String> target) throws IOException {
        DiskInode disk = inode.disk();
        json.writeStringField("type", inode.type().label());
        json.writeStringField("mode", "%06o".formatted(disk.mode()));
        json.writeStringField("permissions", disk.fileMode().toString());
        json.writeNumberField("links", disk.links());
        json.writeNumberField("uid", disk.uid());
        json.writeNumberField("gid", disk.gid());
        optional("user", users.name(disk.uid()));
        optional("group", groups.name(disk.gid()));
        json.writeNumberField("size_bytes", inode.sizeBytes());
        json.writeNumberField("allocated_sectors", disk.allocatedSectors());
        json.writeStringField("atime", disk.accessTime().toString());
        json.writeStringField("mtime", disk.modificationTime().toString());
        json.writeStringField("ctime", disk.changeTime().toString());
        optional("crtime", disk.creationTime().map(Instant::toString));
        optional("target", target);
        if (inode.type() == FileType.CHARACTER_DEVICE || inode.type() == FileType.BLOCK_DEVICE) {
            json.writeStringField("device", disk.deviceNumber().toString());
        }
    }

    /** The target of a symlink. */
    public static Optional<FileName> target(Inode inode) throws IOException {
        return inode.type() == FileType.SYMLINK
                ? Optional.of(FileName.of(inode.symlinkTarget()))
                : Optional.empty();
    }

    private void optional(String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        }
    }
}
