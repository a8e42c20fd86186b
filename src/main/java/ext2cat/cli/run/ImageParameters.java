// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.image.Location;
import ext2cat.volume.OpenOptions.WrongChecksums;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;

/** The options of every command that opens images: how. They end the help. */
final class ImageParameters {

    private static final String STANDARD_INPUT = "/dev/stdin";

    private final Parameter<Long> offset;
    private final Parameter<String> partition;
    private final Parameter<Boolean> backing;
    private final Parameter<Long> maxExpand;
    private final Parameter<Long> superblock;
    private final Parameter<Boolean> noReplay;
    private final Parameter<String> journal;
    private final Parameter<Boolean> strict;

    /** Lets a command have them. */
    ImageParameters(Syntax syntax) {
        offset =
                syntax.option(
                        "--offset=BYTES",
                        Kind.bytePosition(),
                        "The file system begins at this byte of the image. Units: s for sectors of"
                                + " 512 bytes, K, M, G, T.");
        partition =
                syntax.option(
                        "--partition=NAME",
                        Kind.text(),
                        "The file system is in this partition: its number, label or UUID; or in"
                                + " this file of an archive. 'IMAGE#NAME' says it, too.");
        backing =
                syntax.flag(
                        "--backing",
                        "Read the backing files that the image names, if they lie beside it.");
        maxExpand =
                syntax.option(
                        "--max-expand=BYTES",
                        Kind.bytePosition(),
                        "Refuse a compressed image or a stream of more bytes. Default: read what"
                                + " its file system or its partitions need, and 64 GiB of anything"
                                + " else.");
        superblock =
                syntax.option(
                        "--superblock=BLOCK",
                        Kind.position(),
                        "Open the file system by the backup superblock in this block, counted in"
                                + " blocks of the file system.");
        noReplay =
                syntax.flag(
                        "--no-replay",
                        "Read the image as it lies. Default: the journal is replayed in memory.");
        journal =
                syntax.option(
                        "--journal=FILE",
                        Kind.text(),
                        "The journal, if it is on a device of its own.");
        strict =
                syntax.flag(
                        "--strict",
                        "Refuse what has a wrong checksum, as Linux does. Default: warn, and read"
                                + " it.");
        syntax.endWithOptionsSoFar();
    }

    /**
     * The image that a word names: a file, or a part of it if there is no file with {@code #} in
     * its name. A dash is standard input, which need not be a pipe.
     *
     * @throws UsageException if the word and the options choose different places
     */
    Image image(String word) {
        int mark = word.indexOf('#') < 0 || isFile(word) ? -1 : mark(word);
        boolean chooses = mark > 0 && mark + 1 < word.length();
        int choices =
                (chooses ? 1 : 0) + (partition.isGiven() ? 1 : 0) + (offset.isGiven() ? 1 : 0);
        if (choices > 1) {
            throw new UsageException(
                    "Choose the file system by one of --partition, --offset and '#'");
        }
        String file = chooses ? word.substring(0, mark) : word;
        return new Image(
                word,
                file.equals("-") ? STANDARD_INPUT : file,
                location(chooses ? word.substring(mark + 1) : ""),
                backing.isGiven(),
                ifGiven(maxExpand),
                ifGiven(superblock),
                !noReplay.isGiven(),
                journal.ifGiven(),
                strict.isGiven() ? WrongChecksums.DAMAGE : WrongChecksums.WARNING);
    }

    /** Where the file system lies, if not more than one place was named. */
    private Location location(String typedPartition) {
        if (!typedPartition.isEmpty()) {
            return new Location.InPartition(typedPartition);
        }
        if (partition.isGiven()) {
            return new Location.InPartition(partition.get());
        }
        return offset.isGiven() ? new Location.Offset(offset.get()) : Location.FOUND;
    }

    private static OptionalLong ifGiven(Parameter<Long> option) {
        return option.isGiven() ? OptionalLong.of(option.get()) : OptionalLong.empty();
    }

    /** The last {@code #} that a file stands before, or else the last. */
    private static int mark(String word) {
        int last = word.lastIndexOf('#');
        for (int at = last; at > 0; at = word.lastIndexOf('#', at - 1)) {
            if (isFile(word.substring(0, at))) {
                return at;
            }
        }
        return last;
    }

    private static boolean isFile(String word) {
        try {
            return Files.exists(Arguments.path(word));
        } catch (NoSuchFileException _) {
            return false;
        }
    }
}
