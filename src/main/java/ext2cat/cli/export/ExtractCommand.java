// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.FilterParameters;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.extract.ExtractOptions;
import ext2cat.volume.path.FilteredVisitor;
import ext2cat.volume.path.PathFilter;
import ext2cat.volume.path.StrippedVisitor;

import java.util.List;

/** {@code ext2 extract}. */
public final class ExtractCommand extends ImageCommand {

    private static final String FOOTER =
            """
            What is set:
              Types, modes, times to the nanosecond, hard links, holes, owners, extended
              attributes, access lists and capabilities. Root may set them all. What could
              not be set is counted at the end, and the exit code is 1; owners are an
              exception if you are not root. A set-user-ID or set-group-ID bit is set only
              together with the owner that it was meant for.

            Without root:
              Owners stay yours, which is no error, and devices are an error unless
              --no-devices is given. --manifest lists what is missing, so that a later step
              can add it; 'bsdtar -cf FILE @MANIFEST' reads the list. fakeroot and pseudo
              record owners and devices. 'ext2 tar IMAGE' writes an archive that holds
              everything.

            What is safe:
              Nothing is written outside the directory, whatever names and symbolic links
              are in the image or in the directory. An existing file stays as it is unless
              --overwrite is given. An existing directory is filled. A file that could not
              be read or written completely is removed.
            """;

    private final Parameter<String> directory =
            syntax.option(
                    "-C, --directory=DIR",
                    Kind.text(),
                    ".",
                    "Extract into DIR, which is created if necessary. Default: the working"
                            + " directory.");

    private final Parameter<Boolean> overwrite =
            syntax.flag(
                    "--overwrite",
                    "Replace existing files, and set the attributes of existing directories.");

    private final Parameter<Boolean> noSameOwner =
            syntax.flag("--no-same-owner", "Leave the files to the user who extracts them.");

    private final Parameter<Boolean> noDevices =
            syntax.flag("--no-devices", "Leave out device files, which only root may create.");

    private final Parameter<String> manifest =
            syntax.option(
                    "--manifest=FILE",
                    "List in FILE, in the format of mtree(5), the devices that were not created"
                            + " and the files whose owner or mode could not be set: type, device"
                            + " numbers, owner and mode.");

    private final Parameter<Integer> strip =
            syntax.option(
                    "--strip-components=N",
                    Kind.number(),
                    "0",
                    "Take N names away from the front of each path. What has no more is left"
                            + " out.");

    private final FilterParameters filter = new FilterParameters(syntax);

    private final Parameter<Boolean> quiet =
            syntax.flag("-q, --quiet", "Do not report what could not be set.");

    private final Parameter<Boolean> verbose =
            syntax.flag("-v, --verbose", "List the files on standard output.");

    private final Parameter<Boolean> json =
            syntax.flag(
                    "--json",
                    "Write one JSON document: how many files of each type were extracted, which"
                            + " were not and why, and what could not be set. With -v, it lists all"
                            + " files.");

    private final PathParameters paths =
            new PathParameters(
                    syntax,
                    "Files and trees of the image. Default: all of it. Each keeps its path below"
                            + " DIR.");

    /** Under this name, which its program comes before. */
    public ExtractCommand(String name) {
        super(
                new Syntax(
                                name,
                                "Copies files and trees out of an image, with all their"
                                        + " attributes.")
                        .exitCode(ExitCode.OK, "All files were extracted.")
                        .exitCode(
                                ExitCode.PATH_OR_IO,
                                "A path is missing, a file exists already or could not be created,"
                                    + " an attribute or a hard link could not be set, or reading"
                                    + " failed.")
                        .footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of(
                "--overwrite -C FOLDER IMAGE /README.txt /notes",
                "--json -v --overwrite -C FOLDER IMAGE /README.txt",
                "--no-devices --manifest FOLDER/missing.mtree --exclude *.c --overwrite -C FOLDER"
                        + " IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        if (strip.get() < 0) {
            throw new UsageException("--strip-components takes a number of 0 or more");
        }
        PathFilter taken = filter.filter();
        ExtractOptions how =
                new ExtractOptions(
                        overwrite.isGiven(),
                        !noSameOwner.isGiven(),
                        !noDevices.isGiven(),
                        visitor ->
                                FilteredVisitor.of(
                                        taken, StrippedVisitor.of(strip.get(), visitor)));
        Extractor extractor =
                new Extractor(session, how, verbose.isGiven(), quiet.isGiven(), manifest.ifGiven());
        return json.isGiven()
                ? extractor.runToJson(image, directory.get(), paths.all())
                : extractor.run(image, directory.get(), paths.all());
    }
}
