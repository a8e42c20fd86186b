// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.Times;
import ext2cat.extract.ExtractOptions;

import java.io.Writer;
import java.util.List;
import java.util.Set;

/** {@code ext2 recover}. */
public final class RecoverCommand extends ImageCommand {

    private static final String FOOTER =
            """
            What is found:
              All deleted files of which something can still be read. The driver of ext2
              leaves the map of a deleted file in its inode and the name in the directory.
              Those of ext3 and ext4 clear the map; there the journal is searched for
              inodes, maps and directories as they were before the file was deleted.

            Where it goes:
              Each file goes to its old path below DIR, with its owner, mode, attributes and
              times; deleted directories are made again. If two files had one path, the one
              deleted last has it, and ~N follows the name of the other, N being its inode.
              A file without a name goes to lost+found/#N. Nothing is written outside of
              DIR, and existing files stay as they are unless --overwrite is given.

            Report:
              'whole' means that no other file uses a block of it. A free block may have
              been overwritten in the meantime; nothing shows that, so compare the hashes
              if you have others. 'partly overwritten' files are written too, with what is
              in their blocks now, and the report names who uses these. Of 'overwritten'
              ones nothing is left.
            """;

    private final Parameter<String> directory =
            syntax.option(
                    "-C, --directory=DIR",
                    "Write into DIR, which is created if necessary. Must be given.");

    private final Parameter<Boolean> whole =
            syntax.flag("--whole", "Write only files of which no block is in use by others.");

    private final Parameter<Boolean> noJournal =
            syntax.flag("--no-journal", "Do not search the journal.");

    private final Parameter<Boolean> overwrite =
            syntax.flag("--overwrite", "Replace existing files.");

    private final Parameter<Boolean> noSameOwner =
            syntax.flag("--no-same-owner", "Leave the files to the user who recovers them.");

    private final Parameter<Boolean> json = syntax.json();

    private final Parameter<Boolean> utc = syntax.utc();

    private final Parameter<Long> numbers =
            syntax.words("N", 0, Kind.inode(), "Inodes, as lsdel lists them. Default: all.");

    /** Under this name, which its program comes before. */
    public RecoverCommand(String name) {
        super(
                new Syntax(name, "Writes deleted files to a directory, with a report.")
                        .exitCode(ExitCode.OK, "All files that were found are whole.")
                        .exitCode(
                                ExitCode.PATH_OR_IO,
                                "A file could not be written, or not with all its attributes.")
                        .exitCode(
                                ExitCode.CORRUPT,
                                "Some files are overwritten, or the image is damaged.")
                        .footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("--overwrite -C FOLDER IMAGE", "--json --overwrite -C FOLDER IMAGE 12");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        if (!directory.isGiven()) {
            throw new UsageException("-C DIR is missing");
        }
        ExtractOptions how = new ExtractOptions(overwrite.isGiven(), !noSameOwner.isGiven());
        Recover recover =
                new Recover(
                        session,
                        how,
                        whole.isGiven(),
                        !noJournal.isGiven(),
                        Set.copyOf(numbers.all()));
        String where = directory.get();
        Writer out = session.textOut();
        if (json.isGiven()) {
            String shown = Shown.word(where);
            return session.run(
                    image,
                    volume ->
                            Json.write(
                                    out,
                                    document ->
                                            recover.run(
                                                    image,
                                                    volume,
                                                    where,
                                                    new RecoverJson(
                                                            document, image.label(), shown))));
        }
        RecoverText text = new RecoverText(out, Times.of(utc.isGiven()));
        return session.run(image, volume -> recover.run(image, volume, where, text));
    }
}
