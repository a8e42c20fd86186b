// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.FormatException;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.PrintFormat;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.TextOut;
import ext2cat.cli.text.Times;
import ext2cat.volume.Located;
import ext2cat.volume.Volume;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells of files in a format. Names are written byte for byte, but spelled on a terminal. One that
 * fails is said and has no line, and the next one is told of all the same.
 */
final class StatLines {

    private final Session session;
    private final Times times;
    private final boolean follow;

    // What a format makes of a file is written whole or, if something cannot be read, not at all.
    private final ByteArrayOutputStream one = new ByteArrayOutputStream();
    private final TextOut toOne = new TextOut(one);

    /**
     * @param follow whether a symlink at the end of a path is followed
     */
    StatLines(Session session, Times times, boolean follow) {
        this.session = session;
        this.times = times;
        this.follow = follow;
    }

    /**
     * Does the work.
     *
     * @param paths as typed
     * @param format of GNU stat
     * @param printf whether it has escapes, and says itself where lines end
     */
    ExitCode run(Image source, List<String> paths, String format, boolean printf) {
        return session.run(source, volume -> write(volume, paths, format, printf));
    }

    private void write(Volume volume, List<String> paths, String word, boolean printf)
            throws IOException {
        PrintFormat<StatFormat.File> format;
        try {
            StatFormat letters = new StatFormat(Owners.users(volume), Owners.groups(volume), times);
            format = new PrintFormat<>(word, printf, letters);
        } catch (FormatException e) {
            session.say(e.getMessage());
            session.end(ExitCode.USAGE);
            return;
        }
        TextOut out = new TextOut(session.bytesOut());
        FileArguments arguments = new FileArguments(volume, follow, session::reportPart);
        try {
            for (String path : paths) {
                try {
                    for (Located file : arguments.locate(path)) {
                        write(out, format, file, printf);
                    }
                } catch (IOException e) {
                    session.reportPart(e, Shown.word(path));
                }
            }
        } finally {
            out.flush();
        }
    }

    private void write(
            TextOut out, PrintFormat<StatFormat.File> format, Located located, boolean printf)
            throws IOException {
        one.reset();
        try {
            format.write(toOne, new StatFormat.File(located.inode(), name(located)));
        } catch (IOException e) {
            session.reportPart(e, FileArguments.label(located));
            return;
        } finally {
            toOne.flush();
        }
        out.put(one.toByteArray());
        if (!printf) {
            out.put('\n');
        }
    }

    private byte[] name(Located located) {
        String label = FileArguments.label(located);
        boolean spelled = session.terminal().isTerminal() || label.startsWith("<");
        return spelled ? label.getBytes(StandardCharsets.UTF_8) : located.path().toBytes();
    }
}
