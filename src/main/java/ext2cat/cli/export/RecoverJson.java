// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.text.Json;
import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeTime;
import ext2cat.inspect.BlockUsers;
import ext2cat.inspect.FormerFile;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Reports on recovered files as one object of JSON. */
final class RecoverJson implements Recover.Report {

    private final Json json;
    private final long[] counts = new long[RecoveredFile.Result.values().length];

    /** A document that begins at once. */
    RecoverJson(Json json, String image, String directory) throws IOException {
        this.json = json;
        json.object();
        json.field("image", image);
        json.field("directory", directory);
        json.array("files");
    }

    @Override
    public void file(RecoveredFile recovered) throws IOException {
        FormerFile file = recovered.file();
        DiskInode disk = file.inode().disk();
        counts[recovered.result().ordinal()]++;
        json.object();
        json.field("path", recovered.place().toString());
        json.field("result", name(recovered.result()));
        json.field("inode", disk.number());
        json.field("type", file.inode().type().label());
        json.field("uid", disk.uid());
        json.field("gid", disk.gid());
        json.field("mode", "%06o".formatted(disk.mode()));
        json.unsigned("size_bytes", disk.sizeBytes());
        json.field("mtime", disk.times().of(InodeTime.MTIME));
        if (file.deleted().isPresent()) {
            json.field("dtime", file.deleted().get());
        }
        json.field("transaction", file.transaction());
        json.field("blocks", file.blocks());
        json.field("free_blocks", file.blocks() - file.takenBlocks());
        json.field("damages", file.damages());
        json.field("sha256", recovered.sha256());
        json.field("paths", file.paths());
        json.array("overwritten_by");
        for (Map.Entry<BlockUsers.User, Long> user : recovered.users().entrySet()) {
            json.object();
            json.field("inode", user.getKey().inode());
            json.field("path", user.getKey().path());
            json.field("metadata", user.getKey().metadata().map(it -> it.label()));
            json.field("blocks", user.getValue());
            json.end();
        }
        json.end();
        json.end();
    }

    @Override
    public void end(long empty) throws IOException {
        json.end();
        for (RecoveredFile.Result result : RecoveredFile.Result.values()) {
            json.field(name(result), counts[result.ordinal()]);
        }
        json.field("empty", empty);
        json.end();
    }

    private static String name(RecoveredFile.Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }
}
