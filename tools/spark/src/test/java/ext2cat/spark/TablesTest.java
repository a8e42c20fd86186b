// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.readorder.OrderSummary;
import ext2cat.readorder.Predictor;
import ext2cat.volume.Volume;

import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** The tables beside that of files. */
final class TablesTest {

    @TempDir private Path folder;

    @Test
    void namesOfADirectory() throws Exception {
        List<Row> rows =
                Local.read(TableName.NAMES, Images.expanded("tour.img.gz", folder))
                        .where("name like '%.txt' and not deleted")
                        .select("name", "type")
                        .orderBy("name")
                        .collectAsList();

        assertThat(rows.toString())
                .isEqualTo(
                        "[[README.txt,regular file], [café.txt,regular file],"
                                + " [verse.txt,regular file]]");
    }

    @Test
    void deletedNames() throws Exception {
        assertThat(
                        Local.read(
                                        TableName.NAMES,
                                        Images.expanded("deleted/deleted-1k.img.gz", folder))
                                .where("deleted and deleted_path like '/%'")
                                .count())
                .isPositive();
    }

    @Test
    void anImageAndItsFindings() throws Exception {
        Row row =
                Local.read(TableName.IMAGES, Images.expanded("tour.img.gz", folder))
                        .selectExpr("type", "block_size", "blocks", "size(findings)", "error")
                        .head();

        assertThat(row).hasToString("[ext2,1024,1536,0,null]");
    }

    @Test
    void readsAreThoseThatArePredicted() throws Exception {
        Path image = Images.expanded("tour.img.gz", folder);
        OrderSummary expected;
        long inode;
        try (Volume volume = Volume.open(image)) {
            inode = volume.lookup("/man-page").number();
            expected = Predictor.of(volume.lookup("/man-page")).predict().summary();
        }

        Row row =
                Local.read(TableName.READS, image)
                        .where("inode = " + inode)
                        .select("reads", "seeks_backward")
                        .head();

        assertThat(row.getLong(0)).isEqualTo(expected.reads()).isGreaterThan(1);
        assertThat(row.getLong(1)).isEqualTo(expected.backward().count());
    }
}
