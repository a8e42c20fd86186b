// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.util.ArrayList;
import java.util.List;

/**
 * The block map of a file, from a {@code map.tsv}.
 *
 * @param path as it is spelled there, see {@link Escaped}
 * @param inode its number
 * @param sizeBytes the file's size
 * @param lines runs of data and indirect blocks; whatever file block is in none of them is a hole
 */
public record ExpectedMap(String path, long inode, long sizeBytes, List<MapLine> lines) {

    static List<ExpectedMap> of(List<List<String>> table) {
        List<ExpectedMap> maps = new ArrayList<>();
        for (List<String> fields : table) {
            switch (fields.getFirst()) {
                case "FILE" ->
                        maps.add(
                                new ExpectedMap(
                                        fields.get(1),
                                        number(fields, 2),
                                        number(fields, 3),
                                        new ArrayList<>()));
                case "DATA" ->
                        maps.getLast()
                                .lines
                                .add(
                                        new MapLine.Data(
                                                number(fields, 1),
                                                number(fields, 2),
                                                number(fields, 3)));
                case "IND" ->
                        maps.getLast()
                                .lines
                                .add(
                                        new MapLine.Table(
                                                (int) number(fields, 1),
                                                number(fields, 2),
                                                number(fields, 3)));
                default -> throw new IllegalArgumentException("no line of a map: " + fields);
            }
        }
        return maps;
    }

    private static long number(List<String> fields, int index) {
        return Long.parseLong(fields.get(index));
    }
}
