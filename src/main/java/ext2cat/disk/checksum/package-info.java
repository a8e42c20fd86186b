// SPDX-License-Identifier: Apache-2.0
/**
 * The checksums of {@code metadata_csum} (CRC-32C) and {@code uninit_bg} (CRC-16): computed from
 * the bytes of a structure, and compared with the one stored in it.
 */
@NullMarked
package ext2cat.disk.checksum;

import org.jspecify.annotations.NullMarked;
