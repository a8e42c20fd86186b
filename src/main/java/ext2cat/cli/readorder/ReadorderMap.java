// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.capture.Capture;
import ext2cat.capture.MappedReads;
import ext2cat.cli.run.DamageReport;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.disk.DeviceNumber;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes which files and metadata the reads of a capture are of. */
final class ReadorderMap {

    private final Session session;
    private final Image source;
    private final Path file;
    private final boolean json;

    /**
     * A run not begun.
     *
     * @param file the capture
     */
    ReadorderMap(Session session, Image source, Path file, boolean json) {
        this.session = session;
        this.source = source;
        this.file = file;
        this.json = json;
    }

    void run(Volume volume, Optional<DeviceNumber> device, OptionalLong offsetSectors)
            throws IOException {
        MappedReads reads;
        try (Capture capture = Capture.open(file)) {
            reads = MappedReads.of(capture, device, offsetSectors);
        } catch (IOException e) {
            session.report(e, Shown.word(file.toString()));
            return;
        }
        if (reads.leftOut() > 0) {
            session.warn(file.toString(), reads.leftOut() + " reads are too many and left out");
        }
        try (DamageReport damage = new DamageReport(session, source.label())) {
            CaptureMap map = CaptureMap.of(volume, reads, damage);
            Writer out = session.textOut();
            if (json) {
                Json.write(out, document -> write(document, reads, map));
            } else {
                write(out, reads, map);
            }
            out.flush();
        }
    }

    private static void write(Writer out, MappedReads reads, CaptureMap map) throws IOException {
        out.write(" First  Seconds     Reads        Bytes  What\n");
        for (CaptureMap.Use use : map.uses()) {
            out.write(
                    "%6d %10.6f %7d %12d  %s\n"
                            .formatted(
                                    use.firstRead(),
                                    use.firstSeconds(),
                                    use.reads(),
                                    use.bytes(),
                                    what(use)));
        }
        out.write(
                "%s of device %d,%d, %s, of %d files and other parts.\n"
                        .formatted(
                                Shown.count(reads.reads().size(), "read"),
                                reads.device().major(),
                                reads.device().minor(),
                                Shown.count(map.bytes(), "byte"),
                                map.uses().size()));
    }

    private static String what(CaptureMap.Use use) {
        if (use.inode().isEmpty()) {
            return switch (use.what()) {
                case "outside" -> "outside of the file system";
                case "free" -> "blocks that are free";
                default -> use.what();
            };
        }
        String name = use.path().map(Object::toString).orElse("inode " + use.inode().getAsLong());
        return use.what().equals("contents") ? name : name + " (" + use.what() + ")";
    }

    private void write(Json document, MappedReads reads, CaptureMap map) throws IOException {
        document.object();
        document.field("image", source.label());
        document.field("capture", Shown.word(file.toString()));
        document.field("device", reads.device().toString());
        document.field("offset_sectors", reads.offsetSectors());
        document.field("stage", reads.action().name().toLowerCase(Locale.ROOT));
        document.field("reads", reads.reads().size());
        document.field("bytes", map.bytes());
        document.array("uses");
        for (CaptureMap.Use use : map.uses()) {
            document.object();
            document.field("what", use.what());
            document.field("inode", use.inode());
            document.field("path", use.path());
            document.field("first_read", use.firstRead());
            document.field("first_seconds", BigDecimal.valueOf(use.firstSeconds()));
            document.field("reads", use.reads());
            document.field("bytes", use.bytes());
            document.field("processes", use.processes().stream().map(Shown::word).toList());
            document.end();
        }
        document.end();
        document.end();
    }
}
