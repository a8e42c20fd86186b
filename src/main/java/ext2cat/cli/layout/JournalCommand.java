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
import java.util.OptionalLong;
import java.util.stream.Stream;

/** {@code ext2 journal}. */
public final class JournalCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Output:
              The transactions that lie in the log of the journal, the oldest first, and the
              blocks of each: descriptors, the blocks of the file system that they name,
              revoked blocks, and the commit. A log is not cleared: after a transaction was
              put in place, it stays until others are written over it. At the end stand the
              fast commits that are still to be replayed.

              --block=N lists the versions of one block, the newest first. --nth=K shows the
              K-th of them as 'ext2 block' does; everything else is read as it is now.
              'ext2 inode --versions' does that for an inode.
            """;

    private final Parameter<Long> block =
            syntax.option("--block=N", Kind.position(), "List the versions of this block only.");

    private final Parameter<Long> nth =
            syntax.option(
                    "--nth=K",
                    Kind.position(),
                    "Show the K-th version of the block, of which 1 is the newest.");

    private final Parameter<Boolean> hex =
            syntax.flag("--hex", "Show the bytes of the version, as hexdump -C does.");

    private final Parameter<Boolean> raw =
            syntax.flag("--raw", "Write the bytes of the version and nothing else.");

    private final Parameter<Boolean> json = syntax.json();

    private final Parameter<Boolean> utc = syntax.utc();

    /** Under this name, which its program comes before. */
    public JournalCommand(String name) {
        super(
                new Syntax(name, "Lists what lies in the journal, and older versions of blocks.")
                        .footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE", "--json IMAGE", "--block=5 IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        if (Stream.of(hex, raw, json).filter(Parameter::isGiven).count() > 1) {
            throw new UsageException("--hex, --raw and --json exclude each other");
        }
        if (nth.isGiven() && (!block.isGiven() || json.isGiven())) {
            throw new UsageException("--nth needs --block and excludes --json");
        }
        if ((hex.isGiven() || raw.isGiven()) && !nth.isGiven()) {
            throw new UsageException("--hex and --raw need --nth");
        }
        Journal journal = new Journal(session, image, Times.of(utc.isGiven()));
        if (nth.isGiven()) {
            return raw.isGiven()
                    ? journal.writeRaw(block.get(), nth.get())
                    : journal.writeVersion(block.get(), nth.get(), hex.isGiven());
        }
        OptionalLong only = block.isGiven() ? OptionalLong.of(block.get()) : OptionalLong.empty();
        return json.isGiven() ? journal.writeJson(only) : journal.writeText(only);
    }
}
