// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.DamageReport;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.Times;
import ext2cat.disk.DiskInode;
import ext2cat.inspect.DeletedInodes;
import ext2cat.inspect.DeletedInodes.Found;
import ext2cat.inspect.DeletedNames;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists the deleted inodes of an image. */
final class Lsdel {

    private final Session session;
    private final Image source;
    private final Times times;
    private final boolean all;

    /**
     * A run not begun.
     *
     * @param all whether inodes are listed too of which nothing can be read
     */
    Lsdel(Session session, Image source, Times times, boolean all) {
        this.session = session;
        this.source = source;
        this.times = times;
        this.all = all;
    }

    ExitCode run(boolean json, boolean lines) {
        return session.run(
                source,
                volume -> {
                    Writer out = session.textOut();
                    try (DamageReport damage = new DamageReport(session, source.label())) {
                        Map<Long, List<TreePath>> names = DeletedNames.byInode(volume, damage);
                        if (json || lines) {
                            Json.write(
                                    out, lines, document -> write(volume, names, document, damage));
                        } else {
                            write(volume, names, out, damage);
                        }
                    }
                });
    }

    private boolean isListed(Found found) {
        return all || found.freeBlocks() > 0 || found.isInline() || !found.isFree();
    }

    private void write(Volume volume, Map<Long, List<TreePath>> names, Writer out, Damage damage)
            throws IOException {
        out.write(" Inode  Owner  Mode    Size      Blocks   Time deleted\n");
        long[] count = {0};
        long[] empty = {0};
        DeletedInodes.find(
                volume,
                found -> {
                    if (isListed(found)) {
                        count[0]++;
                        out.write(line(found, names.getOrDefault(number(found), List.of())));
                    } else {
                        empty[0]++;
                    }
                },
                damage);
        out.write(Shown.count(count[0], "deleted inode") + " found.\n");
        if (empty[0] > 0) {
            out.write(empty[0] + " more hold nothing that can be read; --all lists them.\n");
        }
        out.flush();
    }

    private String line(Found found, List<TreePath> paths) {
        DiskInode disk = found.inode().disk();
        return "%6d %6d %6o %6s %6d/%6d %s%s%s\n"
                .formatted(
                        disk.number(),
                        disk.uid(),
                        disk.mode(),
                        Long.toUnsignedString(disk.sizeBytes()),
                        found.freeBlocks(),
                        found.blocks(),
                        when(found),
                        paths.stream().map(path -> " " + path).collect(Collectors.joining(" or")),
                        found.damages() > 0
                                ? " (its map is damaged)"
                                : found.isInline() ? " (in its inode)" : "");
    }

    private String when(Found found) {
        long seconds = found.inode().disk().deletionSeconds();
        if (!found.isFree()) {
            return "deleted, but not free   ";
        }
        return seconds == 0
                ? "unknown                 "
                : times.ctime(Instant.ofEpochSecond(seconds));
    }

    private void write(Volume volume, Map<Long, List<TreePath>> names, Json json, Damage damage)
            throws IOException {
        json.array();
        DeletedInodes.find(
                volume,
                found -> {
                    if (isListed(found)) {
                        write(found, names.getOrDefault(number(found), List.of()), json);
                    }
                },
                damage);
        json.end();
    }

    private static void write(Found found, List<TreePath> paths, Json json) throws IOException {
        DiskInode disk = found.inode().disk();
        json.object();
        json.field("inode", disk.number());
        json.field("uid", disk.uid());
        json.field("gid", disk.gid());
        json.field("mode", "%06o".formatted(disk.mode()));
        json.unsigned("size_bytes", disk.sizeBytes());
        json.field("free_blocks", found.freeBlocks());
        json.field("blocks", found.blocks());
        json.field("damages", found.damages());
        json.field("inline", found.isInline());
        json.field("whole", found.isWhole());
        json.field("state", found.isFree() ? "deleted" : "deleted, but not free");
        if (found.isFree() && disk.deletionSeconds() != 0) {
            json.field("dtime", Instant.ofEpochSecond(disk.deletionSeconds()));
        }
        json.field("paths", paths);
        json.end();
    }

    private static long number(Found found) {
        return found.inode().number();
    }
}
