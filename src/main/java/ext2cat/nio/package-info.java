// SPDX-License-Identifier: Apache-2.0

/**
 * Images as file systems of {@code java.nio.file}. {@link java.nio.file.FileSystems#newFileSystem}
 * finds {@link ext2cat.nio.Ext2FileSystemProvider}, and programs need no other name of this
 * package:
 *
 * <ul>
 *   <li>{@code newFileSystem(Path)} opens a file of any provider, also one in another image. What
 *       is no image of ext2, ext3 or ext4 is left to other providers; zip archives always are.
 *   <li>{@code newFileSystem(URI.create("ext2:file:///home/me/disk.img!/"), env)} opens one that
 *       {@code Path.of(URI)} finds until it is closed. The URI of the image may be any that {@code
 *       Path.of} takes.
 * </ul>
 *
 * <p>The environment may have: {@code partition} (a number, label or UUID), {@code offset} (the
 * byte at which the file system begins), {@code superblock} (the block of the superblock to open
 * by), {@code replay} (false: the journal is not replayed), {@code strict} (true: a wrong checksum
 * is damage). Values may be strings.
 *
 * <p><b>Names.</b> A byte of a name that belongs to no valid UTF-8 is the lone surrogate U+DC80 to
 * U+DCFF in strings, see {@link ext2cat.nio.PathText}. So every name has a string that leads back
 * to it, and to no other.
 *
 * <p><b>Attributes.</b> The views are {@code basic}, {@code owner}, {@code posix}, {@code unix} (as
 * in the JDK), {@code user} (extended attributes) and {@code ext2}: {@code flags}, {@code
 * flagBits}, {@code generation}, {@code version}, {@code project}, {@code blocks} (of 512 bytes),
 * {@code crtime}, {@code extents} and {@code xattrs}. Users have their numbers for names.
 *
 * <p><b>Damage.</b> What is damaged throws where it is read. A directory gives all entries that can
 * be read before its iterator throws.
 */
@NullMarked
package ext2cat.nio;

import org.jspecify.annotations.NullMarked;
