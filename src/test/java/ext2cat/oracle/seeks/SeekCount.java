// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.seeks;

import ext2cat.bio.BioDestination;
import ext2cat.disk.FileType;
import ext2cat.export.Export;
import ext2cat.export.ExportOptions;
import ext2cat.export.Receiver;
import ext2cat.image.ExpansionProgress;
import ext2cat.image.ImageOpener;
import ext2cat.readorder.OrderSummary;
import ext2cat.readorder.observe.OrderStatistics;
import ext2cat.readorder.observe.RecordingSubmitter;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Counts the seeks that it takes to read all files of an image: one after another as the walk meets
 * them, and in windows of some sizes; the program behind tools/bench/seeks.
 */
public final class SeekCount {

    private static final int[] WINDOW_MIB = {1, 4, 16, 64};
    private static final int MIN_BLOCK_BITS = 10;

    /** How the files are read. */
    private interface Reading {
        void read(Volume volume) throws IOException;
    }

    private SeekCount() {}

    /** Prints a table for each image. */
    public static void main(String[] args) throws IOException {
        for (String image : args) {
            System.out.println(
                    "| " + Path.of(image).getFileName() + " | reads | seeks | of them back |");
            System.out.println("|---|--:|--:|--:|");
            print(image, "file by file", SeekCount::fileByFile);
            for (int mib : WINDOW_MIB) {
                ExportOptions options = ExportOptions.DEFAULT.withSlabs(mib << 20, 2);
                print(
                        image,
                        "windows of " + mib + " MiB",
                        volume -> new Export(volume, options).run(all(volume), new Nobody()));
            }
        }
    }

    private static void print(String image, String title, Reading reading) throws IOException {
        // Sectors do not matter for counting, so one block size is as good as another.
        OrderStatistics statistics = new OrderStatistics(MIN_BLOCK_BITS);
        OpenOptions options =
                OpenOptions.DEFAULT.withObserver(disk -> new RecordingSubmitter(statistics, disk));
        ImageOpener opener =
                new ImageOpener(ImageOpener.defaultTemporaryDirectory(), ExpansionProgress.SILENT);
        try (Volume volume = Volume.open(opener.open(Path.of(image)), options)) {
            reading.read(volume);
        }
        OrderSummary summary = statistics.summary();
        long back = summary.backward().count();
        System.out.printf(
                "| %s | %d | %d | %d |%n",
                title, summary.reads(), summary.forward().count() + back, back);
    }

    private static void fileByFile(Volume volume) throws IOException {
        BioDestination nowhere = (_, _, _, _) -> {};
        all(volume)
                .walk(
                        new TreeWalk.Visitor() {
                            @Override
                            public boolean visit(TreePath path, Inode inode) throws IOException {
                                if (inode.type() == FileType.REGULAR) {
                                    inode.read(0, inode.sizeBytes(), nowhere);
                                }
                                return true;
                            }

                            @Override
                            public void damage(TreePath path, IOException thrown) {}
                        });
    }

    private static Export.Source all(Volume volume) throws IOException {
        return Export.trees(
                List.of(new Located(TreePath.ROOT, volume.root())), TreeWalk.Order.DIRECTORY);
    }

    /** Wants nothing of what is received. */
    private static final class Nobody implements Receiver {

        @Override
        public void damage(TreePath path, IOException thrown) {}
    }
}
