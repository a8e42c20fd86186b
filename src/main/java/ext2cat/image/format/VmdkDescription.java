// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that describes a VMDK: lines {@code name=value}, and a line for each extent, {@code RW
 * 4192256 SPARSE "disk-s001.vmdk"}: its access, how many sectors it has, its kind, its file, and in
 * a flat extent the sector there at which it begins.
 *
 * @param lines the lines
 */
record VmdkDescription(List<String> lines) {

    private static final int SECTOR_BYTES = 512;

    /** A disk of 8 TiB in extents of 2 GiB has a description of 200 KiB. */
    private static final int MOST_BYTES = 1 << 20;

    /** The content identifier of a disk without a parent. */
    private static final String NO_PARENT = "ffffffff";

    private static final Pattern EXTENT =
            Pattern.compile(
                    "(?:RW|RDONLY|NOACCESS)\\s+(\\d{1,15})\\s+(\\w+)"
                            + "(?:\\s+\"([^\"]*)\"(?:\\s+(\\d{1,15})\\b)?)?.*");
    private static final Pattern PARENT = Pattern.compile("parentCID\\s*=\\s*\"?(\\w+)\"?\\s*");
    private static final Pattern PARENT_NAME =
            Pattern.compile("parentFileNameHint\\s*=\\s*\"?([^\"]*)\"?\\s*");

    /**
     * A part of a disk.
     *
     * @param lengthBytes how long it is
     * @param kind how it is stored, in the word of the format
     * @param fileName where; empty if nowhere
     * @param offsetBytes where it begins there
     */
    record Extent(long lengthBytes, String kind, String fileName, long offsetBytes) {}

    /** The description in some bytes of a file; zeros end it. */
    static VmdkDescription of(BlockDevice file, long atBytes, long lengthBytes) throws IOException {
        byte[] bytes = Head.at(file, atBytes, (int) Math.min(MOST_BYTES, lengthBytes));
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return new VmdkDescription(
                (end < 0 ? text : text.substring(0, end)).lines().map(String::strip).toList());
    }

    /**
     * Refuses a delta.
     *
     * @param file whose description it is
     */
    void requireNoParent(BlockDevice file) throws IOException {
        for (String line : lines) {
            Matcher parent = PARENT.matcher(line);
            if (parent.matches() && !parent.group(1).equalsIgnoreCase(NO_PARENT)) {
                throw new UnsupportedContainerException(
                        file,
                        "it holds what changed in another disk%s; deltas are not read"
                                .formatted(parentName()));
            }
        }
    }

    private String parentName() {
        for (String line : lines) {
            Matcher name = PARENT_NAME.matcher(line);
            if (name.matches()) {
                return ", " + name.group(1);
            }
        }
        return "";
    }

    /**
     * The extents in the order of the disk.
     *
     * @param file whose description it is
     * @throws WrongContainerException if there is none
     */
    List<Extent> extents(BlockDevice file) throws IOException {
        List<Extent> extents = new ArrayList<>();
        for (String line : lines) {
            Matcher words = EXTENT.matcher(line);
            if (words.matches()) {
                // No overflow: 15 digits are less than 2^50, and 2^63 / 512 is 2^54.
                long lengthBytes = Long.parseLong(words.group(1)) * SECTOR_BYTES;
                String name = words.group(3) == null ? "" : words.group(3);
                String offset = words.group(4) == null ? "0" : words.group(4);
                extents.add(
                        new Extent(
                                lengthBytes,
                                words.group(2),
                                name,
                                Long.parseLong(offset) * SECTOR_BYTES));
            }
        }
        if (extents.isEmpty()) {
            throw new WrongContainerException(file, "its description has no line of an extent");
        }
        return extents;
    }
}
