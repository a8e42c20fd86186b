// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.InodeBar;
import ext2cat.cli.run.OutputFailure;
import ext2cat.cli.run.Session;
import ext2cat.disk.FileType;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.GroupWalk;

import java.io.IOException;

/** Shows every regular file of an image, and at the end the figures of all and the worst files. */
final class ReadorderAll {

    private static final int WORST_FILES = 10;

    private final Session session;
    private final Volume volume;
    private final OrderTotals totals;
    private final WorstFiles worst = new WorstFiles(WORST_FILES);
    private final InodeBar bar;
    private final NumberSet seen = new NumberSet();
    private long files;
    private long unreadable;
    private long outOfOrder;

    ReadorderAll(Session session, Volume volume, OrderTotals totals) throws IOException {
        this.session = session;
        this.volume = volume;
        this.totals = totals;
        this.bar = new InodeBar(session.streams(), GroupWalk.usedInodes(volume));
    }

    /** Shows all files, each under the first of its names. */
    void show(ReadorderFile one) throws IOException {
        try {
            new TreeWalk(volume, TreeWalk.Order.DIRECTORY, new Visit(one))
                    .walk(TreePath.ROOT, volume.root());
        } finally {
            bar.finish();
        }
    }

    /** Prints what all files come to. */
    void printSummary(Appendable out, Readorder.Output output) throws IOException {
        out.append("%d regular files".formatted(files));
        if (output.verify()) {
            out.append(", %d of them out of order".formatted(outOfOrder));
        }
        if (unreadable > 0) {
            out.append("; %d things could not be read".formatted(unreadable));
        }
        out.append("\n\n");
        if (output.format() == ReadorderFormat.TEXT) {
            FigureTable.print(out, totals.figures());
            out.append('\n');
        }
        worst.print(out);
    }

    private void damage(TreePath path, IOException thrown) {
        bar.finish();
        unreadable++;
        session.report(thrown, path.toString());
    }

    private void count(TreePath path, ReadorderFile.Outcome outcome) {
        if (outcome.failure().isPresent()) {
            damage(path, outcome.failure().get());
        }
        if (!outcome.verdict().isInOrder()) {
            if (outOfOrder == 0) {
                bar.finish();
                session.say(path + ": verify: " + OffenceText.of(outcome.verdict()));
            }
            outOfOrder++;
            session.end(ExitCode.PATH_OR_IO);
        }
        worst.add(path.toString(), outcome.verdict().offences(), outcome.summary());
    }

    /** Shows what the walk comes by. */
    private final class Visit implements TreeWalk.Visitor {

        private final ReadorderFile one;

        Visit(ReadorderFile one) {
            this.one = one;
        }

        @Override
        public boolean visit(TreePath path, Inode inode) throws IOException {
            boolean fresh = seen.add(inode.number());
            if (fresh) {
                bar.step();
            }
            if (fresh && inode.type() == FileType.REGULAR) {
                files++;
                try {
                    count(path, one.show(path.toString(), inode));
                } catch (OutputFailure e) {
                    throw e; // nothing more can be shown
                } catch (IOException e) {
                    ReadorderAll.this.damage(path, e);
                }
            }
            return true;
        }

        @Override
        public void damage(TreePath path, IOException thrown) {
            ReadorderAll.this.damage(path, thrown);
        }
    }
}
