// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

/**
 * How the directories say they hang together.
 *
 * @param parents for each directory the one that has an entry for it, the first that was found
 * @param dotDots for each directory the inode that its {@code ..} names
 */
record DirectoryLinks(NumberMap parents, NumberMap dotDots) {

    DirectoryLinks() {
        this(new NumberMap(), new NumberMap());
    }
}
