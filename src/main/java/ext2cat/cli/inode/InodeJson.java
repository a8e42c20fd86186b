// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.cli.text.Json;
import ext2cat.cli.text.MapSummaryJson;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.XattrText;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.Xattr;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** An inode as an object of JSON. */
final class InodeJson {

    private final JsonGenerator json;
    private final Owners users;
    private final Owners groups;

    InodeJson(JsonGenerator json, Owners users, Owners groups) {
        this.json = json;
        this.users = users;
        this.groups = groups;
    }

    /** Writes an inode, see {@link InodeText#write}. */
    void write(InodeFacts facts, String shown, Optional<List<TreePath>> paths) throws IOException {
        DiskInode disk = facts.inode().disk();
        json.writeStartObject();
        json.writeStringField("path", shown);
        json.writeNumberField("inode", disk.number());
        json.writeStringField("state", facts.state());
        if (facts.role().isPresent()) {
            json.writeStringField("role", facts.role().get());
        }
        json.writeStringField("type", disk.fileType().label());
        json.writeStringField("mode", "%06o".formatted(disk.mode()));
        json.writeStringField("permissions", disk.fileMode().toString());
        json.writeNumberField("uid", disk.uid());
        optional("user", users.name(disk.uid()));
        json.writeNumberField("gid", disk.gid());
        optional("group", groups.name(disk.gid()));
        json.writeNumberField("links", disk.links());
        Json.writeUnsigned(json, "size_bytes", disk.sizeBytes());
        json.writeNumberField("allocated_sectors", disk.allocatedSectors());
        json.writeNumberField("block_size_bytes", facts.inode().volume().blockSizeBytes());
        if (disk.fileType() == FileType.CHARACTER_DEVICE
                || disk.fileType() == FileType.BLOCK_DEVICE) {
            json.writeStringField("device", disk.deviceNumber().toString());
        }
        optional("target", facts.target().map(Object::toString));
        times(disk);
        fields(disk);
        if (facts.map().isPresent()) {
            json.writeFieldName("map");
            MapSummaryJson.write(facts.map().get(), json);
        }
        xattrs(facts.xattrs());
        if (paths.isPresent()) {
            json.writeArrayFieldStart("paths");
            for (TreePath path : paths.get()) {
                json.writeString(path.toString());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void times(DiskInode disk) throws IOException {
        time("access_time", disk.accessTime());
        time("modification_time", disk.modificationTime());
        time("change_time", disk.changeTime());
        if (disk.creationTime().isPresent()) {
            time("creation_time", disk.creationTime().get());
        }
        if (disk.deletionSeconds() != 0) {
            time("deletion_time", Instant.ofEpochSecond(disk.deletionSeconds()));
        }
    }

    private void fields(DiskInode disk) throws IOException {
        json.writeStringField("flags", InodeFlag.letters(disk.flagBits()));
        json.writeNumberField("flag_bits", disk.flagBits());
        json.writeArrayFieldStart("flag_names");
        for (InodeFlag flag : InodeFlag.in(disk.flagBits())) {
            json.writeString(flag.label());
        }
        json.writeEndArray();
        json.writeNumberField("generation", disk.generation());
        json.writeNumberField("version", disk.version());
        json.writeNumberField("extra_size_bytes", disk.storedExtraSizeBytes());
        if (disk.projectId().isPresent()) {
            json.writeNumberField("project", disk.projectId().get());
        }
        json.writeNumberField("file_acl_block", disk.fileAclBlock());
        if (disk.hurdTranslatorBlock() != 0) {
            json.writeNumberField("translator_block", disk.hurdTranslatorBlock());
        }
    }

    private void xattrs(List<Xattr> xattrs) throws IOException {
        json.writeArrayFieldStart("xattrs");
        for (Xattr xattr : xattrs) {
            json.writeStartObject();
            json.writeStringField("name", xattr.fullName());
            json.writeStringField("value_hex", HexFormat.of().formatHex(xattr.value()));
            optional("value_text", XattrText.text(xattr.value()));
            List<String> decoded = XattrText.decoded(xattr);
            if (!decoded.isEmpty()) {
                json.writeArrayFieldStart("decoded");
                for (String entry : decoded) {
                    json.writeString(entry);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void time(String name, Instant time) throws IOException {
        json.writeStringField(name, time.toString());
    }

    private void optional(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}
