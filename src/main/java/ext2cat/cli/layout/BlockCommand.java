// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Times;

import java.util.List;
import java.util.stream.Stream;

/** {@code ext2 block}. */
public final class BlockCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Output:
              Whether the block is free, what it is used for, by which inodes, at which file
              block, and the paths of these inodes. Then its contents: entries of a
              directory (deleted ones too), inodes, pointers, descriptors, free ranges, or
              attributes. To find the inodes, all maps are walked, and to find the paths,
              the tree, once for all blocks; --no-paths leaves out the tree.
            """;

    private final Parameter<Boolean> hex =
            syntax.flag("--hex", "Show the bytes, as hexdump -C does.");

    private final Parameter<Boolean> raw =
            syntax.flag("--raw", "Write the bytes of the blocks and nothing else.");

    private final Parameter<Boolean> json =
            syntax.flag("--json", "Write JSON: what the blocks are used for.");

    private final Parameter<Boolean> noPaths =
            syntax.flag("--no-paths", "Do not search for paths.");

    private final Parameter<Boolean> utc = syntax.utc();

    private final Parameter<Long> blocks =
            syntax.words("N", 1, Kind.position(), "Numbers of blocks.");

    /** Under this name, which its program comes before. */
    public BlockCommand(String name) {
        super(
                new Syntax(name, "Says what a block is used for, and shows its contents.")
                        .footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE 2 3 5 27 1012", "--json IMAGE 1012", "--hex IMAGE 26");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        if (Stream.of(hex, raw, json).filter(Parameter::isGiven).count() > 1) {
            throw new UsageException("--hex, --raw and --json exclude each other");
        }
        Block block = new Block(session, image, Times.of(utc.isGiven()));
        if (raw.isGiven()) {
            return block.writeRaw(blocks.all());
        }
        return json.isGiven()
                ? block.writeJson(blocks.all(), !noPaths.isGiven())
                : block.writeText(blocks.all(), !noPaths.isGiven(), hex.isGiven());
    }
}
