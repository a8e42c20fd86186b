// SPDX-License-Identifier: Apache-2.0

/**
 * The shape of an ext2, ext3 or ext4 file system on disk: pure decoding, no I/O, no segment kept
 * after decoding.
 *
 * <p>A user needs {@link ext2cat.disk.Superblock} first (what is this image, can it be read), then
 * {@link ext2cat.disk.GroupLayout} (where is everything: arithmetic only), {@link
 * ext2cat.disk.DiskInode} and {@link ext2cat.disk.Xattr}. What only the other rooms of this module
 * decode stands in packages that are not exported: entries of directories ({@code disk.dirent}),
 * the values of attributes ({@code disk.xattr}), backup superblocks and journals ({@code
 * disk.record}).
 *
 * <h2>How a structure is decoded</h2>
 *
 * <p>Every structure is copied out of the segment once, into a {@code byte[]} of its own, and its
 * fields are read from there, at offsets that stand as plain constants in one {@code …Layout} class
 * a structure. Each field is widened to its unsigned value as it is read: u8 and u16 become {@code
 * int}, u32 becomes {@code long}. Times of inodes are signed, as Linux reads them.
 *
 * <p>The main code builds no {@code StructLayout} and takes no {@code VarHandle}: the first read
 * through either costs 7 to 8 milliseconds in a cold JVM (6 with an AOT cache), more than the whole
 * of reading a small file, while a copy and shifts cost 0.2. The layouts stand in the tests
 * instead, which prove every constant against them and against a table of the format's
 * documentation.
 *
 * <p>Structures of which there is one an image, or one a call (group descriptors, the entries of a
 * directory that are handed out), are records. A superblock and an inode are final classes over
 * their bytes: an inode has thirty fields of which a listing reads five, a million times over.
 *
 * <h2>Strictness</h2>
 *
 * <p>What the Linux ext2 driver reads, this package decodes; where Linux looks away, so does it.
 * Damage is a {@link ext2cat.disk.CorruptImageException} whose message is a whole sentence: where,
 * what, the value found, the value expected.
 *
 * <h2>Limits</h2>
 *
 * <p>Checksums and hashes are carried but not verified here. Encrypted names are shown as Linux
 * shows them without a key; nothing here decrypts. Nodes of extents are decoded where maps are, in
 * {@code ext2cat.map}. What nobody decodes is refused by {@link ext2cat.disk.Features#check}.
 */
@NullMarked
package ext2cat.disk;

import org.jspecify.annotations.NullMarked;
