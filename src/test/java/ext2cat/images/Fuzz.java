// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.io.IOException;
import java.util.List;

/** The readings of {@link MutationTest} for as long as one likes, from a seed of one's choice. */
final class Fuzz {

    private static final int METADATA_BYTES = 24 << 10;

    private Fuzz() {}

    /**
     * Runs until the time is up or a reading fails, whose seed the error names.
     *
     * @param arguments how many seconds; the first seed
     */
    public static void main(String[] arguments) throws IOException {
        long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000_000L;
        long seed = Long.parseLong(arguments[1]);
        TestImages images = new TestImages();
        List<MutatedImage> mutated =
                List.of(
                        new MutatedImage(images.named("base-1k"), "/dir/../fast", METADATA_BYTES),
                        new MutatedImage(images.named("base-4k"), "/dir/../slow", METADATA_BYTES),
                        new MutatedImage(images.named("tour"), "/notes/latest", METADATA_BYTES),
                        new MutatedImage(
                                images.named("tree-rev0-1k"),
                                "/links/to-dir/alice",
                                METADATA_BYTES),
                        new MutatedImage(images.named("maps-1k"), "/", METADATA_BYTES));
        long readings = 0;
        for (; System.nanoTime() < end; seed++) {
            for (MutatedImage image : mutated) {
                image.read(seed);
                readings++;
            }
        }
        System.out.println(
                readings
                        + " readings, "
                        + mutated.stream().mapToInt(MutatedImage::failures).sum()
                        + " met damage; the next seed is "
                        + seed);
    }
}
