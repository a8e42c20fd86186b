// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes blktrace records by the table in linux/blktrace_api.h, apart from the reader's code. */
final class BlktraceBytes {

    static final int READ = 1 << 16;
    static final int WRITE = 2 << 16;
    static final int AHEAD = 0x800 << 16;
    static final int META = 0x1000 << 16;
    static final int NOTIFY = 0x400 << 16;
    static final int CGROUP = 1 << 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteOrder order;
    private final int version;
    private long time = 1000;
    private int sequence;
    private int cpu;

    BlktraceBytes(ByteOrder order, int version) {
        this.order = order;
        this.version = version;
    }

    static BlktraceBytes littleEndian() {
        return new BlktraceBytes(ByteOrder.LITTLE_ENDIAN, 7);
    }

    BlktraceBytes cpu(int newCpu) {
        cpu = newCpu;
        return this;
    }

    BlktraceBytes time(long newTime) {
        time = newTime;
        return this;
    }

    BlktraceBytes skipSequence(int count) {
        sequence += count;
        return this;
    }

    /** A queued read of the loop device 7,0. */
    BlktraceBytes read(long sector, int sectors) {
        return record(1 | READ, sector, sectors, 42, 7 << 20, new byte[0]);
    }

    BlktraceBytes process(int pid, String name) {
        return record(NOTIFY, 0, 0, pid, 0, name.getBytes(StandardCharsets.UTF_8));
    }

    BlktraceBytes record(long action, long sector, int sectors, int pid, int device, byte[] data) {
        ByteBuffer buffer = ByteBuffer.allocate((version == 8 ? 64 : 48) + data.length);
        buffer.order(order);
        boolean counted = (action & NOTIFY) == 0;
        buffer.putInt(0x65617400 | version).putInt(counted ? ++sequence : 0);
        buffer.putLong(time++).putLong(sector).putInt(sectors * 512);
        if (version == 8) {
            buffer.putInt(pid).putLong(action);
        } else {
            buffer.putInt((int) action).putInt(pid);
        }
        buffer.putInt(device).putInt(cpu).putShort((short) 0).putShort((short) data.length);
        if (version == 8) {
            buffer.put(new byte[12]);
        }
        buffer.put(data);
        bytes.writeBytes(buffer.array());
        return this;
    }

    /** Bytes that are no record. */
    BlktraceBytes raw(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
