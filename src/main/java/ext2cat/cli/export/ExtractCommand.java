// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.extract.ExtractOptions;

import java.util.List;

/** {@code ext2 extract}. */
public final class ExtractCommand extends ImageCommand {

    private static final String FOOTER =
            """
            What is set:
              Types, modes, times to the nanosecond, hard links, holes, owners, extended
              attributes, access lists and capabilities. Root may set them all. What
              could not be set is counted at the end, and the exit code is 1; but that
              another user may not set owners is no error. A set-user-ID or set-group-ID
              bit is set only with the owner that it was meant for.

            Without root:
              Under fakeroot or pseudo, owners and devices are theirs to keep. Elsewhere
              `ext2 tar IMAGE` writes an archive with all of it.

            What is safe:
              Nothing is written outside of the directory, whatever names and symbolic
              links are in the image, or in the directory. What is there already stays,
              unless --overwrite is given. A directory that is there is filled. No file
              that could not be read or written to its end is left behind.
            """;

    private final Parameter<String> directory =
            syntax.option(
                    "-C, --directory=DIR",
                    Kind.text(),
                    ".",
                    "Where the files go; made if it is not there. Default: the working"
                            + " directory.");

    private final Parameter<Boolean> overwrite =
            syntax.flag(
                    "--overwrite",
                    "Replace files that are there already, and set what the image"
                            + " tells of directories that are.");

    private final Parameter<Boolean> noSameOwner =
            syntax.flag("--no-same-owner", "Let the files be those of the user who extracts them.");

    private final Parameter<Boolean> verbose =
            syntax.flag("-v, --verbose", "List the files on standard output.");

    private final Parameter<Boolean> json =
            syntax.flag(
                    "--json",
                    "Write one JSON document: how many files of each type were extracted, which"
                            + " were not and why, and what could not be set. With -v it has all"
                            + " files.");

    private final Parameter<String> paths =
            syntax.words(
                    "PATH",
                    0,
                    "Files and trees of the image, all of it if none is given. Each"
                            + " gets the place that it has in the image.");

    /** Under this name, which its program comes before. */
    public ExtractCommand(String name) {
        super(
                new Syntax(name, "Copies files and trees out of an image, with all they have.")
                        .exitCode(ExitCode.OK, "All files are there.")
                        .exitCode(
                                ExitCode.PATH_OR_IO,
                                "A path is missing, a file was there already or could not be made,"
                                        + " an attribute or a hard link could not be, or reading"
                                        + " failed.")
                        .footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of(
                "--overwrite -C FOLDER IMAGE /README.txt /notes",
                "--json -v --overwrite -C FOLDER IMAGE /README.txt");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        ExtractOptions how = new ExtractOptions(overwrite.isGiven(), !noSameOwner.isGiven());
        Extractor extractor = new Extractor(session, how, verbose.isGiven());
        ExitCode code =
                json.isGiven()
                        ? extractor.runToJson(image, directory.get(), paths.all())
                        : extractor.run(image, directory.get(), paths.all());
        return code;
    }
}
