// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.OpenLog;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.Times;
import ext2cat.disk.CompatFeature;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.OptionalLong;

/** Tells what lies in the journal of an image. */
final class Journal {

    private final Session session;
    private final Image source;
    private final Times times;

    Journal(Session session, Image source, Times times) {
        this.session = session;
        this.source = source;
        this.times = times;
    }

    /**
     * Tells people.
     *
     * @param only the block whose versions are wanted
     */
    ExitCode writeText(OptionalLong only) {
        return session.run(
                source,
                volume -> {
                    Writer out = session.textOut();
                    if (!hasJournal(volume)) {
                        out.write("There is no journal.\n");
                    } else {
                        try (OpenLog log = OpenLog.of(session, source, volume)) {
                            JournalText text = new JournalText(out, log, times);
                            if (only.isPresent()) {
                                text.versions(only.getAsLong());
                            } else {
                                text.all(LoggedContents.of(volume, log));
                            }
                        }
                    }
                    out.flush();
                });
    }

    /** Tells programs. */
    ExitCode writeJson(OptionalLong only) {
        return session.run(
                source,
                volume ->
                        Json.write(
                                session.textOut(),
                                json -> {
                                    if (hasJournal(volume)) {
                                        writeJson(json, volume, only);
                                    } else {
                                        JournalJson.writeNone(json);
                                    }
                                }));
    }

    private void writeJson(Json json, Volume volume, OptionalLong only) throws IOException {
        try (OpenLog log = OpenLog.of(session, source, volume)) {
            new JournalJson(json, log, LoggedContents.of(volume, log)).write(only);
        }
    }

    private static boolean hasJournal(Volume volume) {
        return volume.superblock().features().has(CompatFeature.HAS_JOURNAL);
    }

    /** Shows a version of a block as {@link Block} shows the block. */
    ExitCode writeVersion(long block, long nth, boolean hex) {
        return session.run(
                source,
                volume -> {
                    try (OpenLog log = OpenLog.of(session, source, volume)) {
                        OpenLog.Version version = version(log, block, nth);
                        Writer out = session.textOut();
                        out.write(JournalText.source(version, times) + "\n");
                        out.flush();
                        new Block(session, source, times)
                                .writeText(log.with(version), List.of(block), false, hex);
                    }
                });
    }

    /** Writes the bytes of a version of a block. */
    ExitCode writeRaw(long block, long nth) {
        return session.run(
                source,
                volume -> {
                    try (OpenLog log = OpenLog.of(session, source, volume)) {
                        new Block(session, source, times)
                                .writeRaw(log.with(version(log, block, nth)), List.of(block));
                    }
                });
    }

    private static OpenLog.Version version(OpenLog log, long block, long nth)
            throws FileSystemException {
        List<OpenLog.Version> versions = log.versions(block);
        if (nth < 1 || nth > versions.size()) {
            throw new FileSystemException(
                    "block " + block,
                    null,
                    "the journal has " + Shown.count(versions.size(), "version") + " of it");
        }
        return versions.get((int) nth - 1);
    }
}
