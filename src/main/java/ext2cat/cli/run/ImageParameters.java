// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;

import java.util.OptionalLong;

/** The options of every command: how images are opened. They end the help. */
final class ImageParameters {

    private static final String STANDARD_INPUT = "/dev/stdin";

    private final Parameter<Long> offset;
    private final Parameter<Boolean> backing;
    private final Parameter<Long> maxExpand;
    private final Parameter<Long> superblock;
    private final Parameter<Boolean> noReplay;
    private final Parameter<String> journal;
    private final Parameter<Boolean> debug;

    /** Lets a command have them. */
    ImageParameters(Syntax syntax) {
        offset =
                syntax.option(
                        "--offset=BYTES",
                        Kind.position(),
                        "0",
                        "The file system begins at this byte of the image, as in a disk image.");
        backing =
                syntax.flag(
                        "--backing",
                        "Read the backing files that the image names, if they lie beside it.");
        maxExpand =
                syntax.option(
                        "--max-expand=BYTES",
                        Kind.position(),
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
        debug = syntax.flag("--debug", "Show the stack trace of an error.");
        syntax.endWithOptionsSoFar();
    }

    /** The image that a word names; a dash is standard input, which need not be a pipe. */
    Image image(String word) {
        return new Image(
                word.equals("-") ? STANDARD_INPUT : word,
                offset.get(),
                backing.isGiven(),
                ifGiven(maxExpand),
                ifGiven(superblock),
                !noReplay.isGiven(),
                journal.ifGiven());
    }

    private static OptionalLong ifGiven(Parameter<Long> option) {
        return option.isGiven() ? OptionalLong.of(option.get()) : OptionalLong.empty();
    }

    /** Whether stack traces are shown. */
    boolean debug() {
        return debug.isGiven();
    }
}
