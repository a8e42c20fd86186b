// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.bio;

import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Replays the recordings of a folder and prints what differs; the program behind replay-bio. */
public final class ReplayBio {

    private static final String USAGE =
            "usage: replay-bio [--model MODEL] [--images DIR] [--from-windows] DIR";

    private ReplayBio() {}

    /** Exits with 0 if every case is equal and there is at least one, 1 if not, 2 if misused. */
    public static void main(String[] args) throws IOException {
        Deque<String> words = new ArrayDeque<>(Arrays.asList(args));
        Driver driver = Driver.EXT2;
        Optional<Path> images = Optional.empty();
        boolean fromWindows = false;
        while (words.size() > 1) {
            switch (words.pop()) {
                case "--model" -> driver = Driver.named(words.pop());
                case "--images" -> images = Optional.of(Path.of(words.pop()));
                case "--from-windows" -> fromWindows = true;
                default -> words.clear();
            }
        }
        if (words.size() != 1 || words.peek().startsWith("-")) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Path folder = Path.of(words.pop());
        System.exit(replay(driver, Recording.in(folder, images.orElse(folder)), fromWindows));
    }

    private static int replay(Driver driver, List<Recording> recordings, boolean fromWindows)
            throws IOException {
        int equal = 0;
        int all = 0;
        for (Recording recording : recordings) {
            try (Volume volume = recording.open()) {
                CaseReplayer replayer = new CaseReplayer(driver, volume);
                for (GoldenCase recorded : recording.cases()) {
                    Optional<Difference> difference =
                            fromWindows
                                    ? replayer.fromWindows(recorded)
                                    : replayer.fromCalls(recorded);
                    all++;
                    if (difference.isEmpty()) {
                        equal++;
                    } else {
                        print(recording.imageName() + " " + recorded.id(), difference.get());
                    }
                }
            }
        }
        System.out.println(equal + " of " + all + " cases equal");
        return equal == all && all > 0 ? 0 : 1;
    }

    private static void print(String where, Difference difference) {
        System.out.printf(
                "%s, line %d%n  recorded: %s%n  replayed: %s%n",
                where, difference.line(), difference.recorded(), difference.replayed());
    }
}
