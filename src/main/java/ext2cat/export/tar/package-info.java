// SPDX-License-Identifier: Apache-2.0

/**
 * A tree as a tar archive in the pax format (POSIX.1-2001), as GNU tar and bsdtar restore it to
 * what a mount of the image shows.
 *
 * <p>{@link ext2cat.export.tar.TarWriter} receives an export and writes the archive. Names and
 * values in an image are bytes and stay such: therefore records are written here and not by Commons
 * Compress, which takes them for text and writes UTF-8.
 *
 * <p>An entry is a block of 512 bytes, the ustar header, then the contents filled up to whole
 * blocks. What the header has no room for goes before it, as an entry of type {@code x} whose
 * contents are records {@code "LENGTH KEY=VALUE\n"}:
 *
 * <table>
 * <caption>Records</caption>
 * <tr><th>key</th><th>when</th></tr>
 * <tr><td>{@code path}, {@code linkpath}</td><td>when the header has no room for them</td></tr>
 * <tr><td>{@code hdrcharset=BINARY}</td><td>before those that are not UTF-8 in normal form</td></tr>
 * <tr><td>{@code size}, {@code uid}, {@code gid}</td><td>too large for octal digits; but no size of
 * a file with holes</td></tr>
 * <tr><td>{@code mtime}</td><td>with a fraction, or not from 1970 to 2242</td></tr>
 * <tr><td>{@code atime}, {@code ctime}</td><td>if wanted</td></tr>
 * <tr><td>{@code SCHILY.xattr.NAME}</td><td>extended attributes, the bytes of their values</td></tr>
 * <tr><td>{@code SCHILY.acl.access}, {@code .default}</td><td>access lists, as text</td></tr>
 * <tr><td>{@code GNU.sparse.*}</td><td>files with holes, version 1.0</td></tr>
 * </table>
 *
 * <p>The header has a name as the bytes that it is. Records are said to be UTF-8, and bsdtar brings
 * that into its composed form, so that some names would not come back as they were; {@code
 * hdrcharset} prevents it. (GNU tar needs no such word, and up to version 1.34 says that it does
 * not know it.)
 *
 * <p><b>The order of records</b> is theirs to say who differ. For a file with holes, {@code path}
 * is the name for programs that know no holes and {@code GNU.sparse.name} the real one; the
 * header's size is what is stored, and {@code GNU.sparse.realsize} the file's. GNU tar, bsdtar,
 * Commons Compress and Go prefer the latter wherever they stand. Python's tarfile lets each record
 * overwrite the name or size that it has: so the real ones are last. It takes a record {@code size}
 * for both sizes in one, so there is none, and a stored size of 8 GiB or more is a binary number in
 * the header, which all five read.
 *
 * <p>The name of an attribute has {@code =} as {@code %3D}, as GNU tar does and takes back; bsdtar
 * takes it as it stands. bsdtar also reads times before 1970 with a fraction wrongly: -0.5 as 0.5.
 *
 * <p>The contents of a file with holes are, in version 1.0 of GNU's format, a list of the runs of
 * data as decimal numbers, filled up to whole blocks, and then the data.
 *
 * <p>Nothing of the host gets in: no names of users, no times of today, no process number. So the
 * same image makes the same archive each time.
 */
@NullMarked
package ext2cat.export.tar;

import org.jspecify.annotations.NullMarked;
