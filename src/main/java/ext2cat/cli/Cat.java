// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.bio.ChannelDestination;
import ext2cat.disk.FileType;
import ext2cat.volume.ImagePath;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

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
                Optional<Failure> failure = send(volume, ImagePath.typed(Arguments.bytes(path)));
                code = code.then(failure.map(Failure::code).orElse(ExitCode.OK));
                if (failure.map(Failure::ofOutput).orElse(false)) {
                    break; // what takes no more of this path takes nothing of the next one
                }
            }
            return code;
        } catch (IOException | RuntimeException | Error e) {
            return report(e, source.label()).code();
        }
    }

    private Optional<Failure> send(Volume volume, ImagePath path) {
        try {
            if (path.text().isEmpty()) {
                throw new NoSuchFileException(""); // as Linux says of an empty path
            }
            send(volume.lookup(path));
            return Optional.empty();
        } catch (IOException | RuntimeException | Error e) {
            return Optional.of(report(e, path.text().isEmpty() ? "''" : path.text()));
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

    private Failure report(Throwable thrown, String subject) {
        Failure failure = Failure.of(thrown, subject);
        if (!failure.sentence().isEmpty()) {
            streams.err().println(program + ": " + failure.sentence());
        }
        if (debug) {
            thrown.printStackTrace(streams.err());
        }
        return failure;
    }
}
