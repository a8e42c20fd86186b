// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.text.Json;
import ext2cat.cli.text.MapSummaryJson;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.XattrText;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.InodeTime;
import ext2cat.disk.Xattr;
import ext2cat.disk.record.EncryptionContext;
import ext2cat.disk.record.LinuxStat;
import ext2cat.disk.record.VerityDescriptor;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** An inode as an object of JSON. */
final class InodeJson {

    private final Json json;
    private final Owners users;
    private final Owners groups;

    InodeJson(Json json, Owners users, Owners groups) {
        this.json = json;
        this.users = users;
        this.groups = groups;
    }

    /** Writes an inode, see {@link InodeText#write}. */
    void write(InodeFacts facts, String shown, Optional<List<TreePath>> paths) throws IOException {
        DiskInode disk = facts.inode().disk();
        json.object();
        json.field("path", shown);
        json.field("inode", disk.number());
        json.field("state", facts.state());
        json.field("role", facts.role());
        json.field("type", disk.fileType().label());
        json.field("mode", "%06o".formatted(disk.mode()));
        json.field("permissions", disk.fileMode().toString());
        json.field("uid", disk.uid());
        json.field("user", users.name(disk.uid()));
        json.field("gid", disk.gid());
        json.field("group", groups.name(disk.gid()));
        json.field("links", disk.links());
        json.unsigned("size_bytes", new LinuxStat(disk).sizeBytes());
        json.field("allocated_sectors", new LinuxStat(disk).sectors());
        json.field("block_size_bytes", facts.inode().volume().blockSizeBytes());
        if (disk.fileType() == FileType.CHARACTER_DEVICE
                || disk.fileType() == FileType.BLOCK_DEVICE) {
            json.field("device", disk.deviceNumber().toString());
        }
        json.field("target", facts.target());
        times(disk, facts.isOrphan());
        fields(disk);
        if (facts.map().isPresent()) {
            MapSummaryJson.write(json, facts.map().get());
        }
        if (facts.encryption().isPresent()) {
            encryption(facts.encryption().get());
        }
        if (facts.verity().isPresent()) {
            verity(facts.verity().get());
        }
        xattrs(facts.xattrs());
        if (paths.isPresent()) {
            json.field("paths", paths.get());
        }
        json.end();
    }

    private void times(DiskInode disk, boolean orphan) throws IOException {
        json.field("atime", disk.times().of(InodeTime.ATIME));
        json.field("mtime", disk.times().of(InodeTime.MTIME));
        json.field("ctime", disk.times().of(InodeTime.CTIME));
        json.field("crtime", disk.times().stored(InodeTime.CRTIME));
        if (disk.deletionSeconds() != 0 && !orphan) {
            json.field("dtime", Instant.ofEpochSecond(disk.deletionSeconds()));
        }
    }

    private void fields(DiskInode disk) throws IOException {
        json.field("flags", InodeFlag.letters(disk.flagBits()));
        json.field("flag_bits", disk.flagBits());
        json.field(
                "flag_names",
                InodeFlag.in(disk.flagBits()).stream().map(InodeFlag::label).toList());
        json.field("generation", disk.generation());
        json.field("version", disk.version());
        json.field("extra_size_bytes", disk.storedExtraSizeBytes());
        if (disk.projectId().isPresent()) {
            json.field("project", disk.projectId().get());
        }
        json.field("file_acl_block", disk.fileAclBlock());
        if (disk.hurdTranslatorBlock() != 0) {
            json.field("translator_block", disk.hurdTranslatorBlock());
        }
    }

    private void encryption(EncryptionContext context) throws IOException {
        json.object("encryption");
        json.field("version", context.version());
        json.field("contents_cipher", context.contentsCipher());
        json.field("names_cipher", context.namesCipher());
        json.field("padding_bytes", context.paddingBytes());
        json.field("flag_names", context.flagLabels());
        json.field("master_key_hex", HexFormat.of().formatHex(context.masterKey()));
        json.field("nonce_hex", HexFormat.of().formatHex(context.nonce()));
        json.end();
    }

    private void verity(VerityDescriptor verity) throws IOException {
        json.object("verity");
        json.field("hash_algorithm", verity.hash().label());
        json.field("digest_hex", HexFormat.of().formatHex(verity.digest()));
        json.field("root_hash_hex", HexFormat.of().formatHex(verity.rootHash()));
        json.field("salt_hex", HexFormat.of().formatHex(verity.salt()));
        json.field("block_size_bytes", verity.blockSizeBytes());
        json.unsigned("size_bytes", verity.dataSizeBytes());
        json.field("signature_bytes", verity.signatureBytes());
        json.end();
    }

    private void xattrs(List<Xattr> xattrs) throws IOException {
        json.array("xattrs");
        for (Xattr xattr : xattrs) {
            json.object();
            json.field("name", xattr.fullName());
            json.field("value_hex", HexFormat.of().formatHex(xattr.value()));
            json.field("value_text", XattrText.text(xattr.value()));
            List<String> decoded = XattrText.decoded(xattr);
            if (!decoded.isEmpty()) {
                json.field("decoded", decoded);
            }
            json.end();
        }
        json.end();
    }
}
