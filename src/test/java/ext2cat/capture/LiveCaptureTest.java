// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.cli.readorder.ReportText;
import ext2cat.device.MappedDevice;
import ext2cat.mpage.QueueLimits;
import ext2cat.readorder.Predictor;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The running kernel reads files as one of the models says. Files of one window are predicted in
 * full: an ext2 driver reads them as the model ext2, and an ext4 driver that serves ext2 takes the
 * indirect block first, as the model no-boundary does there.
 */
class LiveCaptureTest {

    private static final int NOT_PERMITTED = 77;

    @TempDir private Path folder;

    @Test
    void theRunningKernelFollowsAModel() throws IOException, InterruptedException {
        capture();
        try (Volume volume = Volume.open(MappedDevice.open(folder.resolve("live.img")))) {
            for (String line : Files.readAllLines(folder.resolve("captures.tsv"))) {
                String[] words = line.split("\t");
                CaptureQuery query = query(volume, words);
                CaptureReport report = CaptureComparison.compare(folder.resolve(words[1]), query);
                String said = String.join("\n", ReportText.lines(report, query));
                assertThat(report.place().orElseThrow().device()).as(said).hasToString(words[2]);
                assertThat(report.reader().orElseThrow().process()).as(said).isEqualTo("cat");
                assertThat(report.damage()).as(said).isEmpty();
                if (words[0].equals("double-indirect")) {
                    assertThat(report.matches()).as(said).isNotEmpty();
                } else {
                    assertThat(report.followed()).as(said).isNotEmpty();
                }
            }
        }
    }

    private void capture() throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        int status =
                new ProcessBuilder("tools/live-capture.sh", folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start()
                        .waitFor();
        String said = Files.readString(output);
        if (status == NOT_PERMITTED) {
            System.err.println("NOT TESTED: " + said.strip());
        }
        assumeTrue(status != NOT_PERMITTED, said);
        assertThat(status).as(said).isZero();
    }

    private static CaptureQuery query(Volume volume, String... words) throws IOException {
        QueueLimits limits =
                QueueLimits.ofKilobytes(Long.parseLong(words[3]), Long.parseLong(words[4]));
        Inode file = ImagePath.typed("/" + words[0]).lookup(volume);
        return CaptureQuery.of(
                ModelOrders.ofModels(Predictor.of(file).limits(limits)),
                volume.blockSizeBytes() / 512);
    }
}
