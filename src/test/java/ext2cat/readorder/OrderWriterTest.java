// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

class OrderWriterTest {

    private static final LaidOutFile MANUAL_PAGE = LaidOutFile.usual(16, 6183);
    private static final String PATH = "/a \"b\",\n\\\ud800é";

    @Test
    void tableShowsEachReadAndTheFiguresOfAllModels() throws IOException {
        assertThat(written(OrderFormat.TEXT, ReadModel.EXT2, "/kern/s0016"))
                .isEqualTo(
                        """
                        /kern/s0016: 16384 bytes in blocks of 1024, read by cat, model ext2

                          read    file pages         disk blocks blocks  what  ends by
                             1           0-2           6183-6194     12  data  boundary
                             2         for 3                6195      1  IND   single block
                             3             3           6196-6199      4  data  end of window

                                                        ext2          ext4   no-boundary     per-block
                        reads                              3             3             3            17
                        bytes                          17408         17408         17408         17408
                        mean read, bytes                5803          5803          5803          1024
                        largest read, bytes            12288         12288         12288          1024
                        one-block reads                    1             1             1            17
                        metadata reads                     1             1             1             1
                          IND                              1             1             1             1
                          DIND                             0             0             0             0
                          TIND                             0             0             0             0
                        seeks forward                      0             1             1             0
                          mean, sectors                    0             2             2             0
                          median, sectors                  0             2             2             0
                        seeks backward                     0             1             1             0
                          mean, sectors                    0            26            26             0
                          median, sectors                  0            26            26             0
                        sequential share             100.0 %         0.0 %         0.0 %       100.0 %

                        verify: the order is as it should be
                        """);
    }

    @Test
    void tableFitsEightyColumns() throws IOException {
        LaidOutFile file =
                LaidOutFile.of(7_654_320, 0, 7_654_321, 7_654_399, 9_000_000, 9_000_001, 0, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(OrderFormat.TEXT, out, Predicted.CAT, file, "/x");
        assertThat(text(out).lines()).allMatch(line -> line.length() <= 80);
        assertThat(text(out)).contains("confused: data after hole");
    }

    @Test
    void jsonEscapesNamesAndNamesTheOffender() throws IOException {
        String json = written(OrderFormat.JSON, ReadModel.NO_BOUNDARY, PATH);
        assertThat(json)
                .contains("\"path\": \"/a \\\"b\\\",\\u000a\\\\\\ud800é\"")
                .contains(
                        "{\"op\": \"R\", \"use\": \"IND\", \"disk_block\": 6195, \"blocks\": 1,"
                            + " \"offset_bytes\": 6343680, \"maps_from_file_block\": 12, \"end\":"
                            + " \"single block\"}")
                .contains("\"file_blocks\": [{\"first\": 0, \"blocks\": 12}]")
                .contains("\"backward_seeks\": {\"count\": 1, \"mean_sectors\": 26.0000")
                .contains("\"verdict\": {\"offences\": 1, \"first\": \"read 2 ");
    }

    @Test
    void csvQuotesWhatNeedsQuotes() throws IOException {
        assertThat(written(OrderFormat.CSV, ReadModel.EXT2, "/plain"))
                .isEqualTo(
                        """
                        path,read,op,use,disk_block,blocks,offset_bytes,bytes,file_blocks,end
                        /plain,1,RA,data,6183,12,6331392,12288,0-11,boundary
                        /plain,2,R,IND,6195,1,6343680,1024,12,single block
                        /plain,3,RA,data,6196,4,6344704,4096,12-15,end of window
                        """);
        assertThat(written(OrderFormat.CSV, ReadModel.EXT2, "/a,\"b\""))
                .contains("\n\"/a,\"\"b\"\"\",1,RA,");
    }

    @Test
    void blkparseTextHasThreeLinesARead() throws IOException {
        assertThat(written(OrderFormat.BLKPARSE, ReadModel.EXT2, "/s0016"))
                .startsWith(
                        """
                          7,0    0        0     0.000000000     0  m   N file /s0016
                          7,0    0        3     0.000000000     1  Q  RA 12366 + 24 [ext2cat]
                          7,0    0        4     0.000010000     1  D  RA 12366 + 24 [ext2cat]
                          7,0    0        5     0.000100000     1  C  RA 12366 + 24 [0]
                          7,0    0        6     0.001000000     1  Q   R 12390 + 2 [ext2cat]
                        """);
    }

    @Test
    void fioLogsNameTheImageUnlessFioCouldNotReadItsName() throws IOException {
        assertThat(written(OrderFormat.FIO, ReadModel.EXT2, "/s0016"))
                .isEqualTo(
                        """
                        fio version 2 iolog
                        disk.img add
                        disk.img open
                        disk.img read 6331392 12288
                        disk.img read 6343680 1024
                        disk.img read 6344704 4096
                        disk.img close
                        """);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OrderWriter writer =
                OrderFormat.FIO3.open(
                        out, new TracedImage("my disk", 10, 1 << 20), Predicted.CAT)) {
            writer.startFile(new TracedFile("/x", 16384));
            Predicted.run(Predicted.CAT, MANUAL_PAGE, writer);
        }
        assertThat(text(out))
                .contains("\n1000 image read %d 1024\n".formatted((1 << 20) + 6343680));
    }

    @ParameterizedTest
    @EnumSource
    void noFileAtAllIsStillAWholeDocument(OrderFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.open(out, new TracedImage("disk.img", 10, 0), Predicted.CAT).close();
        switch (format) {
            case JSON -> assertThat(text(out)).endsWith("\"files\": []}\n");
            case CSV -> assertThat(text(out)).hasLineCount(1);
            case FIO, FIO3 -> assertThat(text(out)).hasLineCount(4);
            default -> assertThat(text(out)).isEmpty();
        }
    }

    @Test
    void limitsAreStatedInTheJson() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReadPrediction prediction =
                new ReadPrediction(
                        ReadModel.EXT2, ReaderProgram.dd(512), QueueLimits.ofKilobytes(64, 256));
        write(OrderFormat.JSON, out, prediction, MANUAL_PAGE, "/x");
        assertThat(text(out))
                .contains("\"reader\": \"dd:512\", \"read_ahead_pages\": 16, \"io_pages\": 64");
    }

    private static String written(OrderFormat format, ReadModel model, String path)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(format, out, Predicted.CAT.withModel(model), MANUAL_PAGE, path);
        return text(out);
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void write(
            OrderFormat format,
            ByteArrayOutputStream out,
            ReadPrediction prediction,
            LaidOutFile file,
            String path)
            throws IOException {
        WrittenOrder.write(format, out, new TracedImage("disk.img", 10, 0), prediction, path, file);
    }
}
