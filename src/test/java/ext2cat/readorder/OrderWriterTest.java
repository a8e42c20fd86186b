// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.mpage.ReadModel;
import ext2cat.readorder.format.OrderFormat;
import ext2cat.readorder.format.TracedImage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

class OrderWriterTest {

    private static final LaidOutFile MANUAL_PAGE = LaidOutFile.usual(16, 6183);

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
        TracedImage image = new TracedImage("my disk", 10, 1 << 20);
        WrittenOrder.write(OrderFormat.FIO3, out, image, ReadModel.EXT2, "/x", MANUAL_PAGE);
        assertThat(text(out))
                .contains("\n1000 image read %d 1024\n".formatted((1 << 20) + 6343680));
    }

    @ParameterizedTest
    @EnumSource
    void noFileAtAllIsStillAWholeDocument(OrderFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.open(out, new TracedImage("disk.img", 10, 0)).close();
        switch (format) {
            case CSV -> assertThat(text(out)).hasLineCount(1);
            case FIO, FIO3 -> assertThat(text(out)).hasLineCount(4);
            default -> assertThat(text(out)).isEmpty();
        }
    }

    private static String written(OrderFormat format, ReadModel model, String path)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TracedImage image = new TracedImage("disk.img", 10, 0);
        WrittenOrder.write(format, out, image, model, path, MANUAL_PAGE);
        return text(out);
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }
}
