// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.bio.ChannelDestination;
import ext2cat.disk.FileType;
import ext2cat.volume.ImagePath;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;

/**
 * Writes files of an image to standard output, one after another. A path that fails is said and the
 * next one is written all the same; the exit code tells of the first failure.
 */
final class Cat {

    private final Streams streams;
    private final String program;
    private final boolean debug;

    Cat(Streams streams, String program, boolean debug) {
        this.streams = streams;
        this.program = program;
        this.debug = debug;
    }

    /**
     * Does the work.
     *
     * @param paths as typed
     */
    ExitCode run(ImageSource source, List<String> paths) {
        try (Volume volume = source.open(streams, program)) {
            ExitCode code = ExitCode.OK;
            for (String path : paths) {
                code = code.then(run(volume, ImagePath.typed(Arguments.bytes(path))));
                if (!streams.out().isOpen()) {
                    break;
                }
            }
            return code;
        } catch (IOException | RuntimeException | Error e) {
            return report(e, source.image());
        }
    }

    private ExitCode run(Volume volume, ImagePath path) throws IOException {
        try {
            send(volume.lookup(path));
            return ExitCode.OK;
        } catch (IOException | RuntimeException | Error e) {
            if (Failure.isBrokenPipe(e)) {
                throw e; // nobody listens: the other paths are not worth reading
            }
            return report(e, path.text());
        }
    }

    private void send(Inode file) throws IOException {
        if (file.type() != FileType.REGULAR) {
            throw new FileSystemException("", null, "is a " + file.type().label());
        }
        ChannelDestination out = new ChannelDestination(streams.out(), 0, file.sizeBytes());
        file.read(0, file.sizeBytes(), out);
        out.finish();
    }

    private ExitCode report(Throwable thrown, String subject) {
        Failure failure = Failure.of(thrown, subject);
        if (!failure.sentence().isEmpty()) {
            streams.err().println(program + ": " + failure.sentence());
        }
        if (debug) {
            thrown.printStackTrace(streams.err());
        }
        return failure.code();
    }
}
