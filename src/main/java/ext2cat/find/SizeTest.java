// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.disk.record.LinuxStat;
import ext2cat.find.Expression.Test;
import ext2cat.volume.TreeEntry;

import java.io.IOException;

/** {@code -size}: the size in units, of which one that is begun counts as a whole one. */
record SizeTest(NumberTest number, long unitBytes) implements Test {

    static SizeTest parse(String word) throws FindSyntaxException {
        char last = word.isEmpty() ? '0' : word.charAt(word.length() - 1);
        long unitBytes =
                switch (last) {
                    case 'c' -> 1;
                    case 'w' -> 2;
                    case 'b' -> 512;
                    case 'k' -> 1L << 10;
                    case 'M' -> 1L << 20;
                    case 'G' -> 1L << 30;
                    default -> 0;
                };
        return unitBytes == 0
                ? new SizeTest(NumberTest.parse("-size", word), 512)
                : new SizeTest(
                        NumberTest.parse("-size", word.substring(0, word.length() - 1)), unitBytes);
    }

    @Override
    public boolean holds(TreeEntry entry) throws IOException {
        long sizeBytes = new LinuxStat(entry.inode().disk()).sizeBytes();
        return number.holds(sizeBytes / unitBytes + (sizeBytes % unitBytes == 0 ? 0 : 1));
    }
}
