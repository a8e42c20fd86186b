// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.text.Shown;
import ext2cat.device.DeviceShrunkException;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.image.format.MemberChoiceException;
import ext2cat.image.format.UnsupportedContainerException;
import ext2cat.image.format.WrongContainerException;
import ext2cat.image.partition.PartitionChoiceException;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Set;

/**
 * What a command says of an exception, and how it exits.
 *
 * @param sentence what to say; empty if there is nothing to say
 * @param code the exit code
 * @param ofOutput whether standard output takes no more, so that nothing else is worth doing
 */
public record Failure(String sentence, ExitCode code, boolean ofOutput) {

    /** EPIPE in the words of the C library. */
    private static final String BROKEN_PIPE = "Broken pipe";

    /**
     * Errors that only a write has, in the words of the C library (ENOSPC, EFBIG, EDQUOT), and that
     * of a closed descriptor (EBADF). No image is ever written, so it is standard output that
     * failed.
     */
    private static final Set<String> WRITE_ERRORS =
            Set.of(
                    "No space left on device",
                    "File too large",
                    "Disk quota exceeded",
                    "Bad file descriptor");

    /**
     * What to say of an exception.
     *
     * @param subject what was read: the image, or a path in it
     */
    public static Failure of(Throwable thrown, String subject) {
        return switch (thrown) {
            case OutputFailure e -> ofOutput(e.getCause());
            case PartitionChoiceException e -> of(subject, e.getMessage(), ExitCode.USAGE);
            case SeveralFilesException e -> of(subject, e.getMessage(), ExitCode.USAGE);
            case MemberChoiceException e -> of(subject, e.getMessage(), ExitCode.USAGE);
            case CorruptImageException e -> of(subject, e.getMessage(), ExitCode.CORRUPT);
            case UnsupportedFeatureException e -> of(subject, e.getMessage(), ExitCode.UNSUPPORTED);
            case WrongContainerException e -> of(subject, e.getMessage(), ExitCode.CORRUPT);
            case UnsupportedContainerException e ->
                    of(subject, e.getMessage(), ExitCode.UNSUPPORTED);
            case DeviceShrunkException e -> of(subject, e.getMessage(), ExitCode.PATH_OR_IO);
            case EOFException e -> of(subject, e.getMessage(), ExitCode.CORRUPT);
            case NoSuchFileException _ ->
                    of(subject, "no such file or directory", ExitCode.PATH_OR_IO);
            case NotDirectoryException _ ->
                    of(subject, "a part of the path is not a directory", ExitCode.PATH_OR_IO);
            case FileSystemLoopException _ ->
                    of(subject, "too many symbolic links, more than 40", ExitCode.PATH_OR_IO);
            case AccessDeniedException _ -> of(subject, "permission denied", ExitCode.PATH_OR_IO);
            case FileSystemException e when e.getReason() != null ->
                    of(subject, where(e, subject) + e.getReason(), ExitCode.PATH_OR_IO);
            case ClosedChannelException e -> ofOutput(e);
            case IOException e when BROKEN_PIPE.equals(e.getMessage()) -> ofOutput(e);
            case IOException e when WRITE_ERRORS.contains(text(e)) -> ofOutput(e);
            case IOException e -> of(subject, text(e), ExitCode.PATH_OR_IO);
            case OutOfMemoryError _ ->
                    of(subject, "the JVM has too little memory for this", ExitCode.PATH_OR_IO);
            default ->
                    of(subject, "internal error, please report it: " + thrown, ExitCode.PATH_OR_IO);
        };
    }

    /** A pipe that closed is not reported: its reader has what it wants. */
    private static Failure ofOutput(Throwable thrown) {
        String what = thrown instanceof ClosedChannelException ? "it is closed" : text(thrown);
        String sentence = what.equals(BROKEN_PIPE) ? "" : "standard output: " + what;
        return new Failure(sentence, ExitCode.PATH_OR_IO, true);
    }

    /** A message that begins with the subject already is not given it twice. */
    private static Failure of(String subject, String what, ExitCode code) {
        String sentence =
                what.startsWith(subject + ": ") || what.startsWith(subject + " (")
                        ? what
                        : subject + ": " + what;
        return new Failure(sentence, code, false);
    }

    /** The other file that an exception is about, if it is not the subject. */
    private static String where(FileSystemException e, String subject) {
        return e.getFile() == null
                        || e.getFile().isEmpty()
                        || e.getFile().equals(subject)
                        || Shown.word(e.getFile()).equals(subject)
                ? ""
                : e.getFile() + ": ";
    }

    private static String text(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    }
}
