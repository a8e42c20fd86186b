// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table of files, through Spark. */
final class FilesTest {

    @TempDir private Path folder;

    @Test
    void theColumnsOfAFile() throws Exception {
        Row row =
                Local.read(TableName.FILES, Images.expanded("tour.img.gz", folder))
                        .where("path = '/notes/verse.txt'")
                        .selectExpr(
                                "type",
                                "conv(mode, 10, 8)",
                                "uid",
                                "size",
                                "mtime",
                                "extents[0].blocks",
                                "string(xattrs['user.author'])",
                                "length(content) = size",
                                "md5(content) = lower(hex(md5))",
                                "sha2(content, 256) = lower(hex(sha256))",
                                "error")
                        .head();

        assertThat(row.toString())
                .isEqualTo(
                        "[regular file,100644,1000,168,2025-01-01 00:00:00.0,1,a"
                                + " bystander,true,true,true,null]");
    }

    @Test
    void aDamagedImageIsARowWithAnError() throws Exception {
        Images.expanded("tour.img.gz", folder);
        Files.writeString(folder.resolve("text.img"), "no image at all");
        Dataset<Row> rows = Local.read(TableName.FILES, folder);

        List<Row> errors =
                rows.where("error is not null")
                        .selectExpr("element_at(split(image, '/'), -1)", "inode", "error")
                        .collectAsList();

        assertThat(errors)
                .singleElement()
                .hasToString("[text.img,null,not an ext2, ext3 or ext4 image: it is a text file]");
        assertThat(rows.where("path = '/README.txt'").count()).isEqualTo(1);
    }

    @Test
    void failfastFailsTheJob() throws Exception {
        Files.writeString(folder.resolve("text.img"), "no image at all");
        Dataset<Row> rows =
                Local.spark()
                        .read()
                        .format("ext2")
                        .option("mode", "FAILFAST")
                        .load(folder.toString());

        assertThatThrownBy(rows::collectAsList)
                .hasStackTraceContaining("text.img: not an ext2, ext3 or ext4 image");
    }

    @Test
    void groupsOfOneImageInSeveralTasksAreAllOfIt() throws Exception {
        Path image = Images.expanded("tree/tree-groups-1k.img.gz", folder);
        Dataset<Row> divided =
                Local.spark()
                        .read()
                        .format("ext2")
                        .option("splitBytes", 200_000)
                        .load(image.toString())
                        .selectExpr("inode", "hex(sha256)")
                        .orderBy("inode");
        Dataset<Row> whole =
                Local.read(TableName.FILES, image)
                        .selectExpr("inode", "hex(sha256)")
                        .orderBy("inode");

        assertThat(divided.collectAsList()).isEqualTo(whole.collectAsList());
    }
}
