// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code ext2 block}. */
@Command(
        name = "block",
        description = "Tells what is at a block, and shows it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%nOutput:%n",
        footer = {
            "  Whether the block is free, what it is for, of which inodes, at which file",
            "  block, and by which paths they can be found; then what it holds: entries of a",
            "  directory, those deleted too, inodes, pointers, descriptors, free ranges,",
            "  attributes. To find the inodes all maps are walked, and for the paths the",
            "  tree, once for all blocks; --no-paths leaves the tree out."
        })
final class BlockCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--hex", description = "Show the bytes, as hexdump -C does.")
    private boolean hex;

    @Option(names = "--raw", description = "Write the bytes of the blocks and nothing else.")
    private boolean raw;

    @Option(names = "--json", description = "Write JSON: what the blocks are for.")
    private boolean json;

    @Option(names = "--no-paths", description = "Do not look for paths.")
    private boolean noPaths;

    @Option(names = "--utc", description = "Show times in UTC.")
    private boolean utc;

    @Mixin private ImageOptions options;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "N",
            converter = ImageOptions.Position.class,
            description = "Numbers of blocks.")
    private List<Long> blocks;

    private final Streams streams;

    BlockCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if ((hex ? 1 : 0) + (raw ? 1 : 0) + (json ? 1 : 0) > 1) {
            throw new ParameterException(
                    spec.commandLine(), "--hex, --raw and --json exclude each other");
        }
        Session session = new Session(streams, spec, options);
        Block block = new Block(session, ImageSource.of(image, options), Times.of(utc));
        if (raw) {
            return block.writeRaw(blocks).value();
        }
        return json
                ? block.writeJson(blocks, !noPaths).value()
                : block.writeText(blocks, !noPaths, hex).value();
    }
}
