// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.text.DisplayWidth;
import ext2cat.cli.text.HumanSize;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.TextOut;
import ext2cat.disk.FileName;
import ext2cat.volume.StatFs;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Says how full a file system is, in the columns of df(1). */
final class Df {

    private static final int LABEL_WIDTH = 14;
    private static final int NUMBER_WIDTH = 5;

    private final String label;
    private final Volume volume;
    private final StatFs use;

    /**
     * @param label what the image is called, safe to show
     */
    Df(String label, Volume volume, StatFs use) {
        this.label = label;
        this.volume = volume;
        this.use = use;
    }

    /** Space. */
    void blocks(TextOut out, boolean withType, SizeUnit unit) throws IOException {
        long available = use.availableBlocks();
        table(
                out,
                withType,
                List.of(unit.heading(), "Used", unit.bytes() == 0 ? "Avail" : "Available", "Use%"),
                List.of(
                        unit.text(bytes(use.blocks())),
                        unit.text(bytes(use.usedBlocks())),
                        unit.text(bytes(available)),
                        percent(use.usedBlocks(), available)));
    }

    /** Inodes by number, or in units of 1024 as df has it. */
    void inodes(TextOut out, boolean withType, boolean human) throws IOException {
        table(
                out,
                withType,
                List.of("Inodes", "IUsed", "IFree", "IUse%"),
                List.of(
                        count(use.inodes(), human),
                        count(use.usedInodes(), human),
                        count(use.freeInodes(), human),
                        percent(use.usedInodes(), use.freeInodes())));
    }

    /** All figures. */
    void json(Json json) throws IOException {
        json.object();
        json.field("image", label);
        json.field("file_system_type", type());
        json.field("last_mounted_on", lastMounted());
        json.field("block_size_bytes", use.blockSizeBytes());
        json.field("size_bytes", bytes(use.blocks()));
        json.field("used_bytes", bytes(use.usedBlocks()));
        json.field("free_bytes", bytes(use.freeBlocks()));
        json.field("available_bytes", bytes(use.availableBlocks()));
        json.field("inodes", use.inodes());
        json.field("used_inodes", use.usedInodes());
        json.field("free_inodes", use.freeInodes());
        json.end();
    }

    private void table(TextOut out, boolean withType, List<String> headings, List<String> figures)
            throws IOException {
        int labelWidth = Math.max(LABEL_WIDTH, DisplayWidth.of(label));
        out.left("Filesystem", labelWidth);
        if (withType) {
            out.put(" Type");
        }
        for (int i = 0; i < headings.size(); i++) {
            out.put(' ').right(headings.get(i), width(headings, figures, i));
        }
        out.put(" Mounted on\n").put(label).spaces(labelWidth - DisplayWidth.of(label));
        if (withType) {
            out.put(' ').put(type());
        }
        for (int i = 0; i < figures.size(); i++) {
            out.put(' ').right(figures.get(i), width(headings, figures, i));
        }
        out.put(" -\n");
    }

    private static int width(List<String> headings, List<String> figures, int column) {
        int least = headings.get(column).endsWith("%") ? 4 : NUMBER_WIDTH;
        return Math.max(
                least, Math.max(headings.get(column).length(), figures.get(column).length()));
    }

    private static String count(long number, boolean human) {
        return human ? HumanSize.of(number) : Long.toString(number);
    }

    /** Rounded up, as df does; of what is neither used nor free there is none. */
    private static String percent(long used, long free) {
        return used + free == 0 ? "-" : Math.ceilDiv(100 * used, used + free) + "%";
    }

    private long bytes(long blocks) {
        return blocks * use.blockSizeBytes();
    }

    private String type() {
        return volume.superblock().features().fileSystemType();
    }

    private Optional<FileName> lastMounted() {
        return Optional.of(volume.superblock().details().lastMounted())
                .filter(path -> !path.isEmpty())
                .map(path -> FileName.of(path.getBytes(StandardCharsets.UTF_8)));
    }
}
