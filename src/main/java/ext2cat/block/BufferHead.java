// SPDX-License-Identifier: Apache-2.0
package ext2cat.block;

import java.lang.foreign.MemorySegment;

/**
 * A metadata block in memory, up to date (buffer_head).
 *
 * @param diskBlock which block it is
 * @param data its bytes, one block, read-only
 */
public record BufferHead(long diskBlock, MemorySegment data) {}
