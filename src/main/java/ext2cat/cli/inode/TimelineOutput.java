// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.text.Json;
import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeTime;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes the rows of a timeline. */
interface TimelineOutput {

    /** Writes a row. */
    void row(TimelineRow row) throws IOException;

    /** Lines of a body file. */
    static TimelineOutput body(Writer out) {
        return row -> out.write(BodyFile.line(row) + "\n");
    }

    /** A table of comma-separated values (RFC 4180), with a heading. */
    static TimelineOutput csv(Writer out) throws IOException {
        out.write("path,state,inode,type,mode,uid,gid,size_bytes,");
        out.write("atime,mtime,ctime,crtime,dtime,target,md5\n");
        return row -> {
            List<String> fields = new ArrayList<>(List.of(row.shownPath(), row.stateWord()));
            Optional<DiskInode> disk = row.inode().map(it -> it.disk());
            fields.add(disk.map(it -> "" + it.number()).orElse(""));
            fields.add(row.inode().map(it -> it.type().label()).orElse(row.type().label()));
            fields.add(disk.map(it -> "%06o".formatted(it.mode())).orElse(""));
            fields.add(disk.map(it -> "" + it.uid()).orElse(""));
            fields.add(disk.map(it -> "" + it.gid()).orElse(""));
            fields.add(disk.map(it -> Long.toUnsignedString(it.sizeBytes())).orElse(""));
            for (InodeTime time : TIMES) {
                fields.add(row.time(time).map(Instant::toString).orElse(""));
            }
            fields.add(row.dtime().map(Instant::toString).orElse(""));
            fields.add(row.target().orElse(""));
            fields.add(row.md5().orElse(""));
            out.write(String.join(",", fields.stream().map(TimelineOutput::quoted).toList()));
            out.write("\n");
        };
    }

    /** Objects of an array. */
    static TimelineOutput json(Json json) {
        return row -> {
            json.object();
            json.field("path", row.shownPath());
            json.nameBytes(row.path().name());
            json.field("state", row.stateWord());
            if (row.inode().isPresent()) {
                DiskInode disk = row.inode().get().disk();
                json.field("inode", disk.number());
                json.field("type", row.inode().get().type().label());
                json.field("mode", "%06o".formatted(disk.mode()));
                json.field("uid", disk.uid());
                json.field("gid", disk.gid());
                json.unsigned("size_bytes", disk.sizeBytes());
                for (InodeTime time : TIMES) {
                    json.field(time.name().toLowerCase(Locale.ROOT), row.time(time));
                }
                json.field("dtime", row.dtime());
                json.field("target", row.target());
                json.field("md5", row.md5());
            }
            json.end();
        };
    }

    /** As the columns have them. */
    List<InodeTime> TIMES =
            List.of(InodeTime.ATIME, InodeTime.MTIME, InodeTime.CTIME, InodeTime.CRTIME);

    private static String quoted(String field) {
        return field.matches("[^\",\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
