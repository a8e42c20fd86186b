// SPDX-License-Identifier: Apache-2.0

/**
 * The little-endian numbers in the bytes of an image, which all structures on disk are made of. Not
 * exported: who has a decoded structure needs no bytes.
 */
@NullMarked
package ext2cat.disk.bytes;

import org.jspecify.annotations.NullMarked;
