// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/** What kind of file an inode is, as its mode and, with {@code filetype}, its entries tell. */
public enum FileType {
    /** EXT2_FT_UNKNOWN: no type known to the format, or an entry that does not tell. */
    UNKNOWN(0, 0, '?', "file of unknown type"),
    /** S_IFREG. */
    REGULAR(1, 0x8000, '-', "regular file"),
    /** S_IFDIR. */
    DIRECTORY(2, 0x4000, 'd', "directory"),
    /** S_IFCHR. */
    CHARACTER_DEVICE(3, 0x2000, 'c', "character device"),
    /** S_IFBLK. */
    BLOCK_DEVICE(4, 0x6000, 'b', "block device"),
    /** S_IFIFO. */
    FIFO(5, 0x1000, 'p', "fifo"),
    /** S_IFSOCK. */
    SOCKET(6, 0xC000, 's', "socket"),
    /** S_IFLNK. */
    SYMLINK(7, 0xA000, 'l', "symbolic link");

    private static final int MODE_MASK = 0xF000;
    private static final FileType[] VALUES = values();

    private final int direntValue;
    private final int modeBits;
    private final char letter;
    private final String label;

    FileType(int direntValue, int modeBits, char letter, String label) {
        this.direntValue = direntValue;
        this.modeBits = modeBits;
        this.letter = letter;
        this.label = label;
    }

    /**
     * {@return the type in the upper four bits of an i_mode}
     *
     * @param mode an i_mode, 16 bits
     */
    public static FileType ofMode(int mode) {
        return switch (mode & MODE_MASK) {
            case 0x8000 -> REGULAR;
            case 0x4000 -> DIRECTORY;
            case 0xA000 -> SYMLINK;
            case 0x2000 -> CHARACTER_DEVICE;
            case 0x6000 -> BLOCK_DEVICE;
            case 0x1000 -> FIFO;
            case 0xC000 -> SOCKET;
            default -> UNKNOWN;
        };
    }

    /**
     * {@return the type that the file_type byte of a directory entry names}
     *
     * @param fileType the byte, 0 to 255
     */
    public static FileType ofDirent(int fileType) {
        return fileType >= 0 && fileType < VALUES.length ? VALUES[fileType] : UNKNOWN;
    }

    /** {@return the file_type byte of a directory entry for it} */
    public int direntValue() {
        return direntValue;
    }

    /** {@return the upper four bits of an i_mode for it} */
    public int modeBits() {
        return modeBits;
    }

    /** {@return the letter with which {@code ls -l} begins its line} */
    public char letter() {
        return letter;
    }

    /** {@return the type in words, e.g. {@code character device}} */
    public String label() {
        return label;
    }
}
