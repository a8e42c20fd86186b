// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.FileType;

/**
 * The links of every inode in use, those that it says it has and those that were counted, and its
 * type. 5 bytes each, in pieces that are there when needed.
 */
final class LinkCounts {

    private static final int PIECE_BITS = 12;
    private static final int PIECE_INODES = 1 << PIECE_BITS;
    private static final FileType[] TYPES = FileType.values();

    /** One more than the ordinal of a type, so that 0 means not in use. */
    private final byte[][] types;

    private final char[][] stored;
    private final char[][] counted;

    LinkCounts(long inodesCount) {
        int pieces = (int) (inodesCount + PIECE_INODES >> PIECE_BITS); // at most 2^20 and 1
        types = new byte[pieces][];
        stored = new char[pieces][];
        counted = new char[pieces][];
    }

    /** The inode is in use. */
    void add(long inode, FileType type, int links) {
        int piece = (int) (inode >> PIECE_BITS); // as the number of pieces
        if (types[piece] == null) {
            types[piece] = new byte[PIECE_INODES];
            stored[piece] = new char[PIECE_INODES];
            counted[piece] = new char[PIECE_INODES];
        }
        int place = (int) inode & PIECE_INODES - 1;
        types[piece][place] = (byte) (type.ordinal() + 1);
        stored[piece][place] = (char) links;
    }

    boolean isUsed(long inode) {
        byte[] piece = types[(int) (inode >> PIECE_BITS)];
        return piece != null && piece[(int) inode & PIECE_INODES - 1] != 0;
    }

    /** The type of an inode in use. */
    FileType type(long inode) {
        return TYPES[types[(int) (inode >> PIECE_BITS)][(int) inode & PIECE_INODES - 1] - 1];
    }

    /** An entry leads to an inode in use. */
    void countLink(long inode) {
        char[] piece = counted[(int) (inode >> PIECE_BITS)];
        int place = (int) inode & PIECE_INODES - 1;
        if (piece[place] < Character.MAX_VALUE) {
            piece[place]++;
        }
    }

    /** i_links_count of an inode in use. */
    int storedLinks(long inode) {
        return stored[(int) (inode >> PIECE_BITS)][(int) inode & PIECE_INODES - 1];
    }

    /** How many entries lead to an inode in use, 65,535 for more. */
    int countedLinks(long inode) {
        return counted[(int) (inode >> PIECE_BITS)][(int) inode & PIECE_INODES - 1];
    }

    /** The first inode from {@code from} on that is in use, or 0. */
    long nextUsed(long from, long inodesCount) {
        for (long inode = from; inode <= inodesCount; inode++) {
            int piece = (int) (inode >> PIECE_BITS);
            if (types[piece] == null) {
                inode = ((long) piece + 1 << PIECE_BITS) - 1;
            } else if (types[piece][(int) inode & PIECE_INODES - 1] != 0) {
                return inode;
            }
        }
        return 0;
    }
}
