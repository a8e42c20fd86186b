// SPDX-License-Identifier: Apache-2.0

/**
 * Puts files of an image into a directory of the host: {@link ext2cat.extract.Extract}.
 *
 * <p>An image may be made by somebody who wishes the host ill, and so may be what is in the
 * directory already, or what other programs do there meanwhile. So no file is ever named by a path:
 * a directory is opened by the descriptor of the one above it and one name, without following a
 * symbolic link, and files are made in open directories. Names that are {@code ..}, hold a slash or
 * are empty are refused. What is made belongs to this program alone until all else is done, and
 * what is there already is not touched unless that is asked for. For the same reason no path is too
 * long: a tree may be as deep as an image can hold it.
 *
 * <p>Java has no such calls but those of {@link java.nio.file.SecureDirectoryStream}, which can
 * make neither directories nor links nor devices, and of extended attributes it knows only those of
 * users. Therefore {@code SystemCalls} calls the C library; beside {@code mm.NativeMemory} it is
 * the only class that does so. On other systems than Linux nothing is extracted.
 *
 * <p>A regular file is there when it is whole and not before. A small one is written in one go as
 * soon as it is made; a larger one gets a name of its own until then. Its holes are not written.
 * What cannot be read or written to the end is removed.
 *
 * <p>Attributes are set in the order owner, extended attributes, mode, times; a directory's when it
 * is left. A set-user-ID or set-group-ID bit comes only with the owner that it was meant for. What
 * the host does not let be set is counted: {@link ext2cat.extract.Losses}.
 */
package ext2cat.extract;
