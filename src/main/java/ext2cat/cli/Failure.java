// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.device.DeviceShrunkException;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.UnsupportedFeatureException;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * What a command says of an exception, and how it exits.
 *
 * @param sentence one line; empty if there is nothing to say
 * @param code the exit code
 */
record Failure(String sentence, ExitCode code) {

    /** EPIPE in the words of the C library. */
    private static final String BROKEN_PIPE = "Broken pipe";

    /**
     * What to say of an exception.
     *
     * @param subject what was read: the image, or a path in it
     */
    static Failure of(Throwable thrown, String subject) {
        return switch (thrown) {
            case CorruptImageException e -> of(subject, e.getMessage(), ExitCode.CORRUPT);
            case UnsupportedFeatureException e -> of(subject, e.getMessage(), ExitCode.UNSUPPORTED);
            case DeviceShrunkException e -> of(subject, e.getMessage(), ExitCode.FAILED);
            case EOFException e -> of(subject, e.getMessage(), ExitCode.CORRUPT);
            case NoSuchFileException _ -> of(subject, "no such file or directory", ExitCode.FAILED);
            case NotDirectoryException _ ->
                    of(subject, "a part of the path is not a directory", ExitCode.FAILED);
            case FileSystemLoopException _ ->
                    of(subject, "too many symbolic links, more than 40", ExitCode.FAILED);
            case AccessDeniedException _ -> of(subject, "permission denied", ExitCode.FAILED);
            case FileSystemException e when e.getReason() != null ->
                    of(subject, e.getReason(), ExitCode.FAILED);
            case IOException e when BROKEN_PIPE.equals(e.getMessage()) ->
                    new Failure("", ExitCode.FAILED);
            case IOException e -> of(subject, text(e), ExitCode.FAILED);
            default ->
                    of(
                            subject,
                            "internal error, please report it: " + text(thrown),
                            ExitCode.FAILED);
        };
    }

    /** Whether nobody listens any more, so that nothing else is worth doing. */
    static boolean isBrokenPipe(Throwable thrown) {
        return BROKEN_PIPE.equals(thrown.getMessage());
    }

    private static Failure of(String subject, String what, ExitCode code) {
        return new Failure(subject + ": " + what, code);
    }

    private static String text(Throwable thrown) {
        return thrown.getMessage() == null
                ? thrown.getClass().getSimpleName()
                : thrown.getMessage();
    }
}
