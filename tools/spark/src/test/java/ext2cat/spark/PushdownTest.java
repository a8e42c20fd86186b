// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is not wanted is not read, as a task's metrics tell. */
final class PushdownTest {

    private static final Condition LARGE =
            new Condition.Compared("size", Condition.Comparison.MORE, 10_000L);

    @TempDir private Path folder;

    @Test
    void noHashReadsNoFile() throws Exception {
        Path image = Images.expanded("tour.img.gz", folder);

        Map<String, Long> cost = cost(image, List.of("inode", "size"), List.of());

        assertThat(cost).containsEntry("filesRead", 0L);
        assertThat(cost.get("imageBytesRead")).isBetween(1L, Files.size(image) / 4);
    }

    @Test
    void aFilterIsAppliedBeforeHashes() throws Exception {
        Path image = Images.expanded("tour.img.gz", folder);
        List<String> columns = List.of("inode", "size", "sha256");

        Map<String, Long> all = cost(image, columns, List.of());
        Map<String, Long> some = cost(image, columns, List.of(LARGE));

        assertThat(some.get("filesRead")).isBetween(1L, all.get("filesRead") - 1);
        assertThat(some.get("imageBytesRead")).isLessThan(all.get("imageBytesRead"));
    }

    private static Map<String, Long> cost(
            Path image, List<String> columns, List<Condition> conditions) throws Exception {
        ScanOptions options =
                ScanOptions.of(
                        new CaseInsensitiveStringMap(
                                Map.of("path", image.toString(), "blockBytes", "4096")));
        ImageSplit split =
                new ImageSplit(image.toUri().toString(), Files.size(image), 0, 1, List.of());
        try (RowReader<?> reader =
                new RowReader<>(
                        new FilesTable(),
                        options,
                        columns,
                        conditions,
                        split,
                        new Configuration(false))) {
            while (reader.next()) {
                assertThat(reader.get().numFields()).isEqualTo(columns.size());
            }
            return Arrays.stream(reader.currentMetricsValues())
                    .collect(Collectors.toMap(CustomTaskMetric::name, CustomTaskMetric::value));
        }
    }
}
