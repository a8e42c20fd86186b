// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.spark.sql.connector.read.InputPartition;

import java.util.List;

/**
 * What one task reads: the part {@code index} of {@code of} equal parts of an image's groups.
 *
 * @param image its address
 * @param sizeBytes as the file system tells
 * @param index from 0
 * @param of how many parts there are
 * @param hosts those that have its bytes
 */
record ImageSplit(String image, long sizeBytes, int index, int of, List<String> hosts)
        implements InputPartition {

    boolean isFirst() {
        return index == 0;
    }

    /** The first of {@code groups} groups that is in this part, or in the next for {@code +1}. */
    long startGroup(long groups, int next) {
        return groups * (index + next) / of;
    }

    @Override
    public String[] preferredLocations() {
        return hosts.toArray(String[]::new);
    }
}
