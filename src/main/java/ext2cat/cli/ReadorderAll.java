// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.trace.FigureTable;
import ext2cat.trace.OrderFormat;
import ext2cat.trace.OrderTotals;
import ext2cat.trace.WorstFiles;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;

/** Shows every regular file of an image, and at the end the figures of all and the worst files. */
final class ReadorderAll implements FileWalk.Visitor {

    private static final int WORST_FILES = 10;

    private final Readorder readorder;
    private final Volume volume;
    private final ReadorderFile one;
    private final OrderTotals totals;
    private final WorstFiles worst = new WorstFiles(WORST_FILES);
    private final InodeBar bar;
    private ExitCode code = ExitCode.OK;
    private long files;
    private long unreadable;
    private long outOfOrder;

    ReadorderAll(
            Readorder readorder,
            Volume volume,
            ReadorderFile one,
            OrderTotals totals,
            Streams streams)
            throws IOException {
        this.readorder = readorder;
        this.volume = volume;
        this.one = one;
        this.totals = totals;
        this.bar = new InodeBar(streams, usedInodes(volume));
    }

    /** Shows all files; the exit code. */
    ExitCode run() throws IOException {
        try {
            new FileWalk(volume, this).walk();
        } finally {
            bar.finish();
        }
        return code;
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
        if (output.format() == OrderFormat.TEXT) {
            FigureTable.print(out, totals.figures());
            out.append('\n');
        }
        worst.print(out);
    }

    @Override
    public void file(String path, Inode file) throws IOException {
        files++;
        ReadorderFile.Outcome outcome;
        try {
            outcome = one.show(path, file);
        } catch (OutputFailure e) {
            throw e; // nothing more can be shown
        } catch (IOException e) {
            damage(path, e);
            return;
        }
        if (outcome.failure().isPresent()) {
            damage(path, outcome.failure().get());
        }
        if (outcome.offence().isPresent()) {
            if (outOfOrder == 0) {
                bar.finish();
                readorder.sayOffence(path, outcome.offence().get());
            }
            outOfOrder++;
            code = code.then(ExitCode.FAILED);
        }
        worst.add(path, outcome.offences(), outcome.summary());
    }

    @Override
    public void damage(String path, IOException thrown) {
        bar.finish();
        unreadable++;
        code = code.then(readorder.report(thrown, path));
    }

    @Override
    public void progress() {
        bar.step();
    }

    /** How many inodes the groups say are in use. */
    private static long usedInodes(Volume volume) throws IOException {
        long used = volume.superblock().inodesCount();
        for (long group = 0; group < volume.layout().groupsCount(); group++) {
            used -= volume.groupDescriptor(group).freeInodes();
        }
        return used;
    }
}
