// SPDX-License-Identifier: Apache-2.0

/**
 * Puts files of an image into a directory of the host: {@link ext2cat.extract.Extract}.
 *
 * <p>An image may be made by somebody who wishes the host ill, and so may be what is in the
 * directory already. So no file is ever named by a path: a directory is opened by the descriptor of
 * the one above it and one name, without following a symbolic link, and files are made in open
 * directories. Names that are {@code ..}, hold a slash or are empty are refused. What is made
 * belongs to this program alone until all else is done, and what is there already is not touched
 * unless that is asked for, nor is it taken for a file of the image when another name is linked to
 * that. For the same reason no path is too long: a tree may be as deep as an image can hold it.
 *
 * <p>Java has no such calls but those of {@link java.nio.file.SecureDirectoryStream}, which can
 * make neither directories nor links nor devices, and of extended attributes it knows only those of
 * users. Therefore {@link ext2cat.host.Libc} calls the functions of the C library, as fakeroot sees
 * them. On other systems than Linux nothing is extracted.
 *
 * <p>A regular file is there when it is whole and not before: it has no name until then, so even if
 * the program is killed, nothing of it is left. Where a file system cannot make files without
 * names, it has a name of its own until then, {@code .ext2cat-*.part}, which goes when the program
 * is told to end, but not when it is killed. Holes are not written. What cannot be read or written
 * to the end is removed.
 *
 * <p>Attributes are set in the order access lists, owner, extended attributes, mode, times; a
 * directory's when it is left, and each directory is left once. A set-user-ID or set-group-ID bit
 * comes only with the owner that it was meant for. A file has the access list of the image or none:
 * what the directory that was there hands down is taken away again. What the host does not let be
 * set is counted: {@link ext2cat.extract.Losses}.
 *
 * <p>For a small file these are seven calls: openat, pwrite, fchown, fchmod, futimens, linkat,
 * close.
 */
@NullMarked
package ext2cat.extract;

import org.jspecify.annotations.NullMarked;
