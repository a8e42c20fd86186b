// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.device.BlockDevice;

import java.util.List;
import java.util.Map;

/**
 * What a log holds that is not yet in place.
 *
 * @param log the device with the log
 * @param places where on it the newest version of each block of the file system lies, in bytes;
 *     inverted if its first four bytes are those of the magic number, which the log has as zeros
 * @param transactions how many transactions that are
 * @param fastCommits how many fast commits follow them
 * @param changes what those change
 * @param warnings what is wrong with the log, a sentence each
 */
public record Replay(
        BlockDevice log,
        Map<Long, Long> places,
        long transactions,
        int fastCommits,
        List<FastChange> changes,
        List<String> warnings) {

    /** {@return a replay of nothing, of a log on that device} */
    public static Replay nothing(BlockDevice log) {
        return new Replay(log, Map.of(), 0, 0, List.of(), List.of());
    }

    /** {@return what there is to say of it} */
    public String summary() {
        String full =
                "its journal was replayed in memory: %d transactions with %d blocks"
                        .formatted(transactions, places.size());
        return fastCommits == 0 ? full : full + ", %d fast commits".formatted(fastCommits);
    }
}
