// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;

import java.util.List;
import java.util.Optional;

/** {@code ext2 blocks}. */
public final class BlocksCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Output:
              A line for each run of adjacent blocks, or for each extent. Blocks of the map
              appear where they are read, with the file blocks that they map: indirect
              blocks as 'ind', 'dind' and 'tind'; those of a tree of extents as 'idx' and
              'leaf', with their depth, which is 0 for a leaf. What is in no line is a hole.
              Flags: 'unwritten' blocks read as zeros; those 'beyond' are after the end of
              the file; 'eof' is where it ends.

              The picture shows what each block of the image is used for: metadata,
              directory, file, or free. In a large image, a cell stands for several blocks.
              The blocks of PATH stand out.

            Paths:
              As for 'ext2 cat'; <12> is inode 12. A symbolic link at the end of a path is
              not followed.
            """;

    private final Parameter<Boolean> extentsOnly =
            syntax.flag("-e, --extents", "Leave out the blocks of the map.");

    private final Parameter<Boolean> json = syntax.json();

    private final Parameter<String> plot =
            syntax.option("--plot=FILE", "Draw the whole image into FILE.svg or FILE.html.");

    private final Parameter<String> paths =
            syntax.words("PATH", 0, "Files of the image. Optional with --plot.");

    /** Under this name, which its program comes before. */
    public BlocksCommand(String name) {
        super(new Syntax(name, "Shows where files lie, as filefrag -v does.").footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE /man-page", "--json IMAGE /man-page");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        if (!plot.isGiven() && !paths.isGiven()) {
            throw new UsageException("a PATH or --plot is needed");
        }
        Optional<String> picture = plot.ifGiven();
        if (picture.filter(name -> !name.endsWith(".svg") && !name.endsWith(".html")).isPresent()) {
            throw new UsageException(
                    "--plot '%s' ends neither in .svg nor in .html".formatted(picture.get()));
        }
        return new Blocks(session, image).run(paths.all(), form(), picture);
    }

    private Blocks.Form form() {
        if (json.isGiven()) {
            return Blocks.Form.JSON;
        }
        return extentsOnly.isGiven() ? Blocks.Form.EXTENTS : Blocks.Form.TEXT;
    }
}
