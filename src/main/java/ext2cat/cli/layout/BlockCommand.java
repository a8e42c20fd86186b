// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.line.Command;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.ImageParameters;
import ext2cat.cli.run.ImageSource;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;
import ext2cat.cli.text.Times;

import java.util.stream.Stream;

/** {@code ext2 block}. */
public final class BlockCommand implements Command {

    private static final String FOOTER =
            """
            Output:
              Whether the block is free, what it is for, of which inodes, at which file
              block, and by which paths they can be found; then what it holds: entries of a
              directory, those deleted too, inodes, pointers, descriptors, free ranges,
              attributes. To find the inodes all maps are walked, and for the paths the
              tree, once for all blocks; --no-paths leaves the tree out.
            """;

    private final Syntax syntax =
            new Syntax("ext2 block", "Tells what is at a block, and shows it.").footer(FOOTER);

    private final Parameter<Boolean> hex =
            syntax.flag("--hex", "Show the bytes, as hexdump -C does.");

    private final Parameter<Boolean> raw =
            syntax.flag("--raw", "Write the bytes of the blocks and nothing else.");

    private final Parameter<Boolean> json =
            syntax.flag("--json", "Write JSON: what the blocks are for.");

    private final Parameter<Boolean> noPaths = syntax.flag("--no-paths", "Do not look for paths.");

    private final Parameter<Boolean> utc = syntax.flag("--utc", "Show times in UTC.");

    private final ImageParameters options = new ImageParameters(syntax);

    private final Parameter<String> image = syntax.image();

    private final Parameter<Long> blocks =
            syntax.words("N", 1, Kind.position(), "Numbers of blocks.");

    private final Streams streams;

    /** One for a run with these streams. */
    public BlockCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        if (Stream.of(hex, raw, json).filter(Parameter::isGiven).count() > 1) {
            throw new UsageException("--hex, --raw and --json exclude each other");
        }
        Session session = new Session(streams, syntax, options);
        Block block =
                new Block(session, ImageSource.of(image.get(), options), Times.of(utc.isGiven()));
        if (raw.isGiven()) {
            return block.writeRaw(blocks.all()).value();
        }
        return json.isGiven()
                ? block.writeJson(blocks.all(), !noPaths.isGiven()).value()
                : block.writeText(blocks.all(), !noPaths.isGiven(), hex.isGiven()).value();
    }
}
