// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.find;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ListingParameters;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.EntryJson;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.TextOut;
import ext2cat.cli.text.TimeFormat;
import ext2cat.cli.text.Times;
import ext2cat.find.Action;
import ext2cat.find.FindParser;
import ext2cat.find.FindQuery;
import ext2cat.find.FindSyntaxException;
import ext2cat.find.FindWalk;
import ext2cat.volume.Located;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.PathFilter;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Searches trees of an image by an expression. */
final class Find {

    private final Session session;
    private final ListingParameters options;
    private final boolean json;
    private final boolean lines;
    private final PathFilter filter;

    Find(
            Session session,
            ListingParameters options,
            boolean json,
            boolean lines,
            PathFilter filter) {
        this.session = session;
        this.options = options;
        this.json = json;
        this.lines = lines;
        this.filter = filter;
    }

    /**
     * Does the work.
     *
     * @param words the starting points, then the expression
     */
    ExitCode run(Image source, List<String> words) {
        int paths = 0;
        while (paths < words.size() && !FindParser.beginsExpression(words.get(paths))) {
            paths++;
        }
        List<String> starts = paths == 0 ? List.of("/") : words.subList(0, paths);
        List<String> expression = words.subList(paths, words.size());
        return session.run(source, volume -> search(volume, starts, expression));
    }

    private void search(Volume volume, List<String> starts, List<String> expression)
            throws IOException {
        Instant now = Instant.now();
        ZoneId zone = options.zone();
        Owners users = options.users(volume);
        Owners groups = options.groups(volume);
        TextOut out = new TextOut(session.bytesOut());
        boolean spelled = session.terminal().isTerminal();
        FindPrintf printf = new FindPrintf(out, spelled, users, groups, new TimeFormat(zone));
        FindQuery query;
        try {
            query = FindParser.parse(expression, facts(volume, now, printf));
        } catch (FindSyntaxException e) {
            session.say(e.getMessage());
            session.end(ExitCode.USAGE);
            return;
        }
        if (json || lines) {
            Json.write(
                    session.textOut(),
                    lines,
                    generator -> {
                        EntryJson inodes = new EntryJson(generator, users, groups);
                        generator.array();
                        walk(
                                volume,
                                query,
                                starts,
                                (_, entry, _) -> inodes.write(entry.path(), entry.inode()));
                        generator.end();
                    });
            return;
        }
        FindLine line = new FindLine(out, users, groups, new Times(zone), now);
        try {
            walk(
                    volume,
                    query,
                    starts,
                    (action, entry, start) -> show(out, line, action, entry, start));
        } finally {
            out.flush();
        }
    }

    private FindFacts facts(Volume volume, Instant now, FindPrintf printf) {
        return new FindFacts(
                volume, now, options.zone(), Owners.users(volume), Owners.groups(volume), printf);
    }

    /** Shows one file that was found. */
    @FunctionalInterface
    private interface Display {
        void show(Action action, TreeEntry entry, TreePath start) throws IOException;
    }

    private static void show(
            TextOut out, FindLine line, Action action, TreeEntry entry, TreePath start)
            throws IOException {
        // No switch over kinds of actions: the JVM would make classes for it at each start.
        if (action instanceof Action.Printf printf) {
            printf.printing().print(entry, start);
        } else if (action == Action.Plain.LS) {
            line.write(entry);
        } else if (action == Action.Plain.PRINT0) {
            out.rawPath(entry.directory(), entry.name()).put('\0');
        } else {
            out.path(entry.directory(), entry.name()).put('\n');
        }
    }

    private void walk(Volume volume, FindQuery query, List<String> starts, Display display)
            throws IOException {
        FindWalk walk = new FindWalk(volume, query, filter, new Sink(display));
        for (String start : starts) {
            List<Located> located;
            try {
                located = new FileArguments(volume, false, session::reportPart).locate(start);
            } catch (IOException e) {
                session.reportPart(e, Shown.word(start));
                continue;
            }
            for (Located one : located) {
                if (!walk.walk(one)) {
                    return;
                }
            }
        }
    }

    private final class Sink implements FindWalk.Sink {

        private final Display display;

        Sink(Display display) {
            this.display = display;
        }

        @Override
        public void show(Action action, TreeEntry entry, TreePath start) throws IOException {
            display.show(action, entry, start);
        }

        @Override
        public void damage(TreePath path, IOException thrown) throws IOException {
            session.reportPart(thrown, path.toString());
        }
    }
}
