// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.util.Optional;

/** What happened to a request or bio: the one or two letters in the action column of blkparse. */
public enum BlockAction {
    /** A bio was handed to the block layer (block_bio_queue): the order that a plan predicts. */
    QUEUE("Q", 1),
    /** A bio was joined to the end of a request. */
    BACK_MERGE("M", 2),
    /** A bio was joined to the beginning of a request. */
    FRONT_MERGE("F", 3),
    /** A request was allocated. */
    GET_REQUEST("G", 4),
    /** No request could be had; the process sleeps. */
    SLEEP("S", 5),
    /** A request went back to the queue. */
    REQUEUE("R", 6),
    /** A request was sent to the driver (block_rq_issue), after all merges and splits. */
    ISSUE("D", 7),
    /** A request, or a bio of a stacked device, was completed. */
    COMPLETE("C", 8),
    /** The queue was plugged. */
    PLUG("P", 9),
    /** The queue was unplugged by the process. */
    UNPLUG("U", 10),
    /** The queue was unplugged by the scheduler or a timer. */
    UNPLUG_TIMER("UT", 11),
    /** A request was given to the scheduler. */
    INSERT("I", 12),
    /** A bio was split in two. */
    SPLIT("X", 13),
    /** A bio was copied to reachable memory. */
    BOUNCE("B", 14),
    /** A bio went from one device to another, as from a partition to its disk. */
    REMAP("A", 15),
    /** A request was aborted. */
    ABORT("ABORT", 16),
    /** Data of a driver. */
    DRIVER_DATA("DD", 17),
    /** A zone's write plug was set. */
    ZONE_PLUG("ZP", -1),
    /** A zone's write plug was taken off. */
    ZONE_UNPLUG("ZU", -1);

    private final String letters;
    private final int number;

    BlockAction(String letters, int number) {
        this.letters = letters;
        this.number = number;
    }

    /** What blkparse prints for it. */
    String letters() {
        return letters;
    }

    /** The action that blkparse prints so; empty when it prints none so. */
    static Optional<BlockAction> ofLetters(String letters) {
        for (BlockAction action : values()) {
            if (action.letters.equals(letters)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    /** The action of that number in linux/blktrace_api.h (enum blktrace_act). */
    static Optional<BlockAction> ofNumber(int number) {
        for (BlockAction action : values()) {
            if (action.number == number) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    /** The action of a trace event without its {@code block_}, as {@code bio_queue}. */
    static Optional<BlockAction> ofTraceEvent(String name) {
        return switch (name) {
            case "bio_queue" -> Optional.of(QUEUE);
            case "bio_backmerge", "rq_merge" -> Optional.of(BACK_MERGE);
            case "bio_frontmerge" -> Optional.of(FRONT_MERGE);
            case "getrq" -> Optional.of(GET_REQUEST);
            case "sleeprq" -> Optional.of(SLEEP);
            case "rq_requeue" -> Optional.of(REQUEUE);
            case "rq_issue" -> Optional.of(ISSUE);
            case "rq_complete", "bio_complete" -> Optional.of(COMPLETE);
            case "plug" -> Optional.of(PLUG);
            case "unplug" -> Optional.of(UNPLUG);
            case "rq_insert" -> Optional.of(INSERT);
            case "split" -> Optional.of(SPLIT);
            case "bio_bounce" -> Optional.of(BOUNCE);
            case "bio_remap", "rq_remap" -> Optional.of(REMAP);
            default -> Optional.empty();
        };
    }
}
