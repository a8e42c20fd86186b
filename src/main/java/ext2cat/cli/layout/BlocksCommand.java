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
              A line for each run of adjacent blocks. Indirect blocks stand in their place
              as 'ind', 'dind' and 'tind', with the file blocks that they map. What is in
              no line is a hole. Blocks behind the end of the file are flagged 'behind'.

              The picture shows what each block of the image is for: metadata, directory,
              file, or free; in a large image a cell stands for several blocks. The blocks
              of PATH stand out.

            Paths:
              As in 'ext2 cat'; <12> is the inode 12. A symbolic link is not followed.
            """;

    private final Parameter<Boolean> extentsOnly =
            syntax.flag("-e, --extents", "Leave the indirect blocks out.");

    private final Parameter<Boolean> json = syntax.json();

    private final Parameter<String> plot =
            syntax.option("--plot=FILE", "Draw the whole image: .svg or .html, as FILE ends.");

    private final Parameter<String> paths =
            syntax.words("PATH", 0, "Files of the image; with --plot there need be none.");

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
