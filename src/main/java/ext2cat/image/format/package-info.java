// SPDX-License-Identifier: Apache-2.0

/**
 * The formats in which an image may lie: a class each, and a line in the table of {@code
 * ext2cat.image.ImageOpener}.
 *
 * <p>A format of virtual disks is a {@link ext2cat.image.format.DiskMap}: it says where which bytes
 * are, and nothing else. {@link ext2cat.image.format.VirtualDisk} reads by the map, keeps the few
 * pieces that were unpacked last, and closes the files. So a new format is a decoder of its tables;
 * reading, bounds, caching and copies without a detour are there.
 *
 * <p>Nothing here trusts the image. A table is read when a position in it is asked for, a size is
 * bounded before memory is made for it, and files are found beside the image only ({@link
 * ext2cat.image.format.Siblings}).
 */
@NullMarked
package ext2cat.image.format;

import org.jspecify.annotations.NullMarked;
