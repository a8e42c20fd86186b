// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.disk.FileName;
import ext2cat.export.Export;
import ext2cat.export.tar.OutputCompression;
import ext2cat.export.tar.TarListener;
import ext2cat.export.tar.TarOptions;
import ext2cat.export.tar.TarWriter;
import ext2cat.host.UnfinishedFile;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.PathFilter;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes trees of an image as an archive, and says what is not in it as it is in the image. */
final class Tar implements TarListener {

    /**
     * Which files are archived.
     *
     * @param order of the entries of a directory
     * @param filter which of them
     * @param stripped how many names are taken away from the front of each path
     * @param quiet whether sockets are left out without a word
     */
    record Choice(TreeWalk.Order order, PathFilter filter, int stripped, boolean quiet) {}

    /** Says what is stored. */
    @FunctionalInterface
    interface Options {
        TarOptions of(Volume volume, boolean whole) throws IOException;
    }

    private final Session session;
    private final Choice choice;
    private final OutputCompression compression;
    private final Options options;

    /**
     * A run not begun.
     *
     * @param options what is stored, of a volume, and whether its whole tree is archived
     */
    Tar(Session session, Choice choice, OutputCompression compression, Options options) {
        this.session = session;
        this.choice = choice;
        this.compression = compression;
        this.options = options;
    }

    /**
     * Does the work.
     *
     * @param paths as typed; none for all
     * @param output the file to be written, as typed; none for standard output
     */
    ExitCode run(Image source, List<String> paths, Optional<String> output) {
        if (output.isEmpty() && session.terminal().isTerminal()) {
            session.say("an archive is not for a terminal: use -o FILE, or a pipe");
            return ExitCode.USAGE;
        }
        return session.run(
                source,
                volume -> {
                    List<Located> tops = Trees.apart(session, volume, paths);
                    if (tops.isEmpty()) {
                        return;
                    }
                    if (output.isEmpty()) {
                        write(volume, tops, session.channelOut());
                    } else {
                        writeFile(volume, tops, source, output.get());
                    }
                });
    }

    private void writeFile(Volume volume, List<Located> tops, Image source, String typed) {
        try {
            Path path = Arguments.path(typed);
            if (source.isAt(path)) {
                throw new FileSystemException(typed, null, "is the image itself");
            }
            try (UnfinishedFile file = UnfinishedFile.create(path)) {
                write(volume, tops, file.channel());
                file.commit();
            }
        } catch (IOException | RuntimeException | Error e) {
            session.report(e, FileName.of(Arguments.bytes(typed)).toString());
        }
    }

    private void write(Volume volume, List<Located> tops, WritableByteChannel channel)
            throws IOException {
        if (compression == OutputCompression.NONE) {
            writeArchive(volume, tops, channel);
            return;
        }
        try (OutputStream compressed = compression.over(Channels.newOutputStream(channel))) {
            writeArchive(volume, tops, Channels.newChannel(compressed));
        }
    }

    private void writeArchive(Volume volume, List<Located> tops, WritableByteChannel channel)
            throws IOException {
        boolean whole = tops.stream().anyMatch(top -> top.path().isRoot());
        TarWriter writer = new TarWriter(channel, options.of(volume, whole), this);
        Export.Source source =
                Trees.source(tops, choice.order(), choice.filter(), choice.stripped());
        new Export(volume, TarWriter.EXPORT_OPTIONS).run(source, writer);
        writer.finish();
    }

    @Override
    public void leftOut(TreePath path, IOException thrown) throws IOException {
        session.reportPart(thrown, path.toString());
    }

    @Override
    public void filledUp(TreePath path, IOException thrown) throws IOException {
        session.reportPart(thrown, path.toString());
        session.say(path + ": the rest of it is zeros in the archive");
    }

    @Override
    public void socket(TreePath path) {
        if (!choice.quiet()) {
            session.say(path + ": a socket, which no archive can hold, is left out");
        }
    }
}
