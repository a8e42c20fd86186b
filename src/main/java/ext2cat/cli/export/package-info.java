// SPDX-License-Identifier: Apache-2.0

/**
 * Files taken out of an image: {@code cat}, {@code ext2 extract}, {@code ext2 tar} and {@code ext2
 * hash}. {@code cat} is also the whole of the program {@code ext2cat}; what the others do is in
 * {@link ext2cat.export} and {@link ext2cat.extract}.
 *
 * <p>A file that cannot be read to its end is said, and the next one is taken out all the same.
 */
package ext2cat.cli.export;
