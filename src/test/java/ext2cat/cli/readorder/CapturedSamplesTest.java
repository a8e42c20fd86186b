// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ext2;
import ext2cat.cli.run.Streams;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Captures of a real machine, whose ext4 driver served the image, given to the command without a
 * word on how they were made.
 */
final class CapturedSamplesTest {

    private static final String[] FORMS = {
        "tracefs.txt", "blktracer.txt", "blktrace.bin", "blkparse.txt"
    };

    @ParameterizedTest
    @CsvSource({
        "man-page, kern-1k-a, /s0016, cat, the model ext4 and the model no-boundary",
        "double-indirect, kern-4k-a, /s1037, dd:131072, the model ext4 and the model no-boundary",
        "fragmented, tool-4k-a, /m_frag8, dd:4096, the model ext4",
    })
    void theReaderAndTheModelAreFoundOut(
            String sample, String image, String path, String reader, String models)
            throws Exception {
        for (String form : FORMS) {
            String capture = resource("/capture/" + sample + "/" + form + ".gz");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(readorder(out, "", image, path, capture)).as(form).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .as(form)
                    .contains("Predicted for " + reader + " with read_ahead_kb 128.")
                    .contains("Verdict: the capture follows " + models);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "depth3, xtool-4k-a, /x_depth3, cat, the model ext4.",
        "direct, xkern-1k-a, /k_pd1, direct:65536, the model ext2 and the model ext4 and",
        "fragmented, xtool-4k-a, /x_frag8, dd:4096, the model ext4.",
        "unwritten, xkern-4k-a, /k_farand, dd:131072, the model ext4.",
    })
    void soAreThoseOfFilesThatExtentsMap(
            String sample, String image, String path, String reader, String models)
            throws Exception {
        String capture = resource("/capture/extents-" + sample + "/tracefs.txt.gz");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(readorder(out, "-ext4-extents", image, path, capture)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Predicted for " + reader + " with read_ahead_kb 128.")
                .contains("Verdict: the capture follows " + models);
    }

    @ParameterizedTest
    @CsvSource({"ext2, 1", "ext4, 0", "per-block, 1"})
    void aModelThatIsAskedForMustBeTheOne(String model, int code) throws Exception {
        String capture = resource("/capture/fragmented/blktrace.bin.gz");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(readorder(out, "", "tool-4k-a", "/m_frag8", capture, "--model", model))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"kern-1k-a, /s0028", "kern-2k-a, /s0016"})
    void aCaptureOfAnotherFileFollowsNothing(String image, String path) throws Exception {
        String capture = resource("/capture/man-page/blkparse.txt.gz");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(readorder(out, "", image, path, capture)).isEqualTo(1);
    }

    private static int readorder(
            ByteArrayOutputStream out,
            String images,
            String image,
            String path,
            String capture,
            String... more)
            throws Exception {
        String[] args = new String[4 + more.length];
        args[0] = "readorder";
        args[1] = "--against=" + capture;
        System.arraycopy(more, 0, args, 2, more.length);
        args[2 + more.length] = resource("/oracle/bio" + images + "/images/" + image + ".img.xz");
        args[3 + more.length] = path;
        Streams streams =
                new Streams(
                        Channels.newChannel(out), new PrintWriter(new StringWriter(), true), false);
        return Ext2.run(args, streams);
    }

    private static String resource(String name) throws Exception {
        return Path.of(Objects.requireNonNull(CapturedSamplesTest.class.getResource(name)).toURI())
                .toString();
    }
}
