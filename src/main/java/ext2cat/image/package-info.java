// SPDX-License-Identifier: Apache-2.0

/**
 * Images that are not simply there as bytes.
 *
 * <p>{@link ext2cat.image.ImageOpener} opens every kind of image as a {@link
 * ext2cat.device.BlockDevice} and picks the way. A compressed image (gzip, xz, zstd, bzip2, lz4,
 * lzma), which may lie after the header of a U-Boot image, is expanded once into a temporary file,
 * because a file system is read at random places and these formats can be read from the front only.
 * What comes before damage or a cut is the image; {@link ext2cat.image.Ending} says how the data
 * ended.
 *
 * <p>The first bytes of a file decide whether it is compressed, not its name: a name may lie, and
 * the boot block of a file system, which begins an image, holds zeros or machine code and none of
 * these signatures. Only regular files are asked; what a disk holds is taken as it is. Where no
 * superblock is found, {@link ext2cat.image.ImageOpener#describe} says what the file is instead.
 *
 * <p>Commons Compress, and the libraries behind it, are loaded when an image that needs them is
 * opened and not before.
 */
@NullMarked
package ext2cat.image;

import org.jspecify.annotations.NullMarked;
