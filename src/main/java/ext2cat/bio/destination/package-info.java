// SPDX-License-Identifier: Apache-2.0

/**
 * Where the bytes of a bio go: into memory, into several pieces of it, into pages, or through a
 * channel. Not exported: a user of the library reads a file with the methods of {@code Inode}, or
 * gives a {@link ext2cat.bio.BioDestination} of its own.
 */
@NullMarked
package ext2cat.bio.destination;

import org.jspecify.annotations.NullMarked;
