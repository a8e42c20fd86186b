// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.DamageReport;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.TimeArgument;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Times;
import ext2cat.disk.FileType;
import ext2cat.inspect.Timeline;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code ext2 timeline}. */
public final class TimelineCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Output:
              A line for each name, as 'fls -r -m /' of the Sleuth Kit writes it:
              MD5|name|inode|mode|UID|GID|size|atime|mtime|ctime|crtime. A deleted name is
              followed by ' (deleted)', or by ' (deleted-realloc)' if its inode is in use
              again; the line then describes the new file. A deleted inode without a name
              is '/$OrphanFiles/OrphanFile-N'. Bars, and bytes that could break a line, are
              spelled \\xNN.

              --since and --until choose files to which something happened in that span, by
              any of their times or that of their deletion.
            """;

    private final Parameter<Boolean> csv =
            syntax.flag("--csv", "Write comma-separated values, with a heading.");

    private final Parameter<Boolean> json = syntax.json();

    private final Parameter<Boolean> jsonLines = syntax.jsonLines();

    private final Parameter<String> since =
            syntax.option(
                    "--since=TIME",
                    "Only files with a time from TIME on: 2024-02-29, '2024-02-29 12:30', '2 days"
                            + " ago' or @1709210000.");

    private final Parameter<String> until =
            syntax.option("--until=TIME", "Only files with a time up to TIME.");

    private final Parameter<Boolean> hash =
            syntax.flag("--hash", "Write the MD5 of each regular file that is not deleted.");

    private final Parameter<Boolean> utc =
            syntax.flag("--utc", "Read TIME in UTC, not in the time zone of this machine (TZ).");

    /** Under this name, which its program comes before. */
    public TimelineCommand(String name) {
        super(
                new Syntax(name, "Writes a body file for mactime, with deleted files.")
                        .footer(FOOTER));
        syntax.choice(csv, json, jsonLines);
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE", "--csv --hash --since 2023-11-14 IMAGE", "--json IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        Optional<Instant> from = since.ifGiven().map(word -> time("--since", word));
        Optional<Instant> to = until.ifGiven().map(word -> time("--until", word));
        Writer out = session.textOut();
        return session.run(
                image,
                volume -> {
                    try (DamageReport damage = new DamageReport(session, image.label())) {
                        if (json.isGiven() || jsonLines.isGiven()) {
                            Json.write(
                                    out,
                                    jsonLines.isGiven(),
                                    document -> {
                                        document.array();
                                        TimelineOutput rows = TimelineOutput.json(document);
                                        Timeline.of(volume, new Rows(rows, from, to), damage);
                                        document.end();
                                    });
                        } else {
                            TimelineOutput rows =
                                    csv.isGiven()
                                            ? TimelineOutput.csv(out)
                                            : TimelineOutput.body(out);
                            Timeline.of(volume, new Rows(rows, from, to), damage);
                        }
                    }
                    out.flush();
                });
    }

    private Instant time(String option, String word) {
        return TimeArgument.of(option, word, Times.zone(utc.isGiven()));
    }

    /** Makes rows, and hands on those that are wanted. */
    private final class Rows implements Timeline.Visitor {

        private final TimelineOutput out;
        private final Optional<Instant> from;
        private final Optional<Instant> to;

        Rows(TimelineOutput out, Optional<Instant> from, Optional<Instant> to) {
            this.out = out;
            this.from = from;
            this.to = to;
        }

        @Override
        public void row(TreePath path, FileType type, Inode inode, Timeline.State state)
                throws IOException {
            TimelineRow row =
                    new TimelineRow(path, type, Optional.of(inode), state, Optional.empty());
            if (row.isWithin(from, to)) {
                boolean hashed = hash.isGiven() && state == Timeline.State.LIVE;
                out.row(hashed ? row.withMd5() : row);
            }
        }

        @Override
        public void lostName(TreePath path, FileType type) throws IOException {
            TimelineRow row =
                    new TimelineRow(
                            path, type, Optional.empty(), Timeline.State.DELETED, Optional.empty());
            if (row.isWithin(from, to)) {
                out.row(row);
            }
        }
    }
}
