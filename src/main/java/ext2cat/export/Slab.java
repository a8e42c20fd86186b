// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Memory for contents, which is used again and again.
 *
 * @param buffer all of it; its position and limit are never moved
 * @param memory the same
 */
record Slab(ByteBuffer buffer, MemorySegment memory) {

    static Slab of(ExportOptions options) {
        ByteBuffer buffer =
                switch (options.memory()) {
                    case HEAP -> ByteBuffer.allocate(options.slabBytes());
                    case DIRECT -> ByteBuffer.allocateDirect(options.slabBytes());
                };
        return new Slab(buffer, MemorySegment.ofBuffer(buffer));
    }

    int sizeBytes() {
        return buffer.capacity();
    }
}
